/**
 * Which containers are stale, which workloads are kept for now, and what removals free.
 *
 * Rows of a container go with it. Snoozes stay, since they hold for whatever follows it
 * in its workload.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const byBytes = knex.client.config.client === 'pg' ? ' collate "C"' : '';
  const ofContainer = (table, name) => {
    table.specificType('host', `varchar(63)${byBytes}`).notNullable();
    table.specificType('id', `varchar(64)${byBytes}`).notNullable();
    table.primary(['host', 'id']);
    table
      .foreign(['host', 'id'], `docker_watcher_${name}_container_fk`)
      .references(['host', 'id'])
      .inTable('docker_watcher_containers')
      .onDelete('CASCADE');
  };

  await knex.schema.createTable('docker_watcher_stale', table => {
    table.comment('Containers that are stale, or would be if not snoozed');
    ofContainer(table, 'stale');
    table
      .bigInteger('since')
      .notNullable()
      .comment('End of the threshold, milliseconds since the epoch');
    table.integer('threshold_days').notNullable();
    table
      .string('threshold_from', 20)
      .notNullable()
      .comment('label, annotation, host, settings or rule');
    table.text('reasons').notNullable().comment('JSON array of clauses');
    table
      .bigInteger('snoozed_until')
      .nullable()
      .comment('Not stale until then, milliseconds since the epoch');
    table.index(['since'], 'docker_watcher_stale_since_idx');
  });

  await knex.schema.createTable('docker_watcher_snoozes', table => {
    table.comment('Workloads that somebody wants to keep for now');
    table.specificType('host', `varchar(63)${byBytes}`).notNullable();
    table.text('workload').notNullable();
    table
      .bigInteger('until')
      .notNullable()
      .comment('Milliseconds since the epoch');
    table.text('note').nullable();
    table.string('by', 255).notNullable().comment('Reference of the user');
    table
      .bigInteger('at')
      .notNullable()
      .comment('Milliseconds since the epoch');
    table.primary(['host', 'workload']);
    table.index(['until'], 'docker_watcher_snoozes_until_idx');
  });

  await knex.schema.createTable('docker_watcher_sizes', table => {
    table.comment('What the removal of a container would free, in bytes');
    ofContainer(table, 'sizes');
    table.bigInteger('container_bytes').notNullable();
    table.integer('anonymous_volumes').notNullable();
    table.bigInteger('volume_bytes').notNullable();
    table.bigInteger('image_bytes').notNullable();
    table
      .bigInteger('measured_at')
      .notNullable()
      .comment('Milliseconds since the epoch');
  });

  await knex.schema.createTable('docker_watcher_entity_thresholds', table => {
    table.comment('What entities say of when their containers are stale');
    table.string('entity_ref', 255).primary();
    table.text('value').notNullable().comment('As it is written there');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('docker_watcher_entity_thresholds');
  await knex.schema.dropTable('docker_watcher_sizes');
  await knex.schema.dropTable('docker_watcher_snoozes');
  await knex.schema.dropTable('docker_watcher_stale');
};
