/**
 * What is set in the portal: one row, which is always there.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('docker_watcher_settings', table => {
    table.comment('What is set in the portal, in a single row');
    table.integer('id').primary().comment('Always 1');
    table
      .bigInteger('version')
      .notNullable()
      .comment('Grows with each change; 0 while nothing was ever set');
    table
      .text('overrides')
      .notNullable()
      .comment('JSON: what does not follow the configuration');
    table.bigInteger('changed_at').nullable();
    table
      .string('changed_by', 255)
      .nullable()
      .comment('Entity reference of the user');
  });
  // So that there is a row to lock from the first change on.
  await knex('docker_watcher_settings').insert({
    id: 1,
    version: 0,
    overrides: '{}',
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('docker_watcher_settings');
};
