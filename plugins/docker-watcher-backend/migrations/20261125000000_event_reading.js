/**
 * Reading the log: along the routes that events are about, and from a time on.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('docker_watcher_events', table => {
    table.index(['proxy_id', 'id'], 'docker_watcher_events_proxy_idx');
    // Many events are appended at the same time; this one finds the first of them.
    table.index(['at', 'id'], 'docker_watcher_events_at_id_idx');
    table.dropIndex(['at'], 'docker_watcher_events_at_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('docker_watcher_events', table => {
    table.index(['at'], 'docker_watcher_events_at_idx');
    table.dropIndex(['at', 'id'], 'docker_watcher_events_at_id_idx');
    table.dropIndex(['proxy_id', 'id'], 'docker_watcher_events_proxy_idx');
  });
};
