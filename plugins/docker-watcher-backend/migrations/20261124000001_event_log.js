/**
 * The event log, append-only and in commit order, and the leases that make one
 * replica responsible for a host.
 *
 * Times are milliseconds since the epoch; those of leases are the database's own.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('docker_watcher_hosts', table => {
    table
      .text('event_cursor')
      .nullable()
      .comment('JSON: the last event of the engine that was applied');
  });
  await knex.schema.alterTable('docker_watcher_containers', table => {
    table
      .text('run')
      .nullable()
      .comment('JSON: what has to be remembered to understand the next event');
  });

  await knex.schema.createTable('docker_watcher_events', table => {
    table.comment('What happened, in the order it was committed');
    table
      .bigIncrements('id')
      .comment('Given under a lock, so never committed out of order');
    table
      .bigInteger('at')
      .notNullable()
      .comment('When it was appended; never less than in the row before');
    table.bigInteger('occurred_at').notNullable().comment("The source's time");
    table.string('severity', 10).notNullable();
    table.string('source', 20).notNullable();
    table.string('kind', 60).notNullable();
    table.string('host', 63).nullable();
    table.string('container_id', 64).nullable();
    table.text('container_name').nullable();
    table.text('workload').nullable();
    table.string('proxy_id', 36).nullable();
    table.string('entity_ref', 255).nullable();
    table.string('actor', 255).nullable();
    table.boolean('inferred').notNullable();
    table.text('message').notNullable();
    table.text('details').notNullable().comment('JSON by kind');
    table.index(['at'], 'docker_watcher_events_at_idx');
    table.index(['severity', 'id'], 'docker_watcher_events_severity_idx');
    table.index(['source', 'id'], 'docker_watcher_events_source_idx');
    table.index(['kind', 'id'], 'docker_watcher_events_kind_idx');
    table.index(['host', 'id'], 'docker_watcher_events_host_idx');
    table.index(['container_id', 'id'], 'docker_watcher_events_container_idx');
    table.index(['workload', 'id'], 'docker_watcher_events_workload_idx');
    table.index(['entity_ref', 'id'], 'docker_watcher_events_entity_idx');
  });

  await knex.schema.createTable('docker_watcher_leases', table => {
    table.comment('One holder per duty across replicas');
    table.string('name', 100).primary();
    table.string('holder', 64).notNullable();
    table
      .bigInteger('fence')
      .notNullable()
      .comment('Grows with every new holder');
    table
      .bigInteger('expires_at')
      .notNullable()
      .comment("In the database's time");
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('docker_watcher_leases');
  await knex.schema.dropTable('docker_watcher_events');
  await knex.schema.alterTable('docker_watcher_containers', table => {
    table.dropColumn('run');
  });
  await knex.schema.alterTable('docker_watcher_hosts', table => {
    table.dropColumn('event_cursor');
  });
};
