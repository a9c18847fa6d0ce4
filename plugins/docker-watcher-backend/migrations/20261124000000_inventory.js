/**
 * Hosts, their containers, and the labels and owners that containers are found by.
 *
 * Times are milliseconds since the epoch, so that both databases compare them alike.
 * Texts that lists are ordered by compare by their bytes on both databases: SQLite
 * does so anyway, PostgreSQL would follow the language of the installation.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const byBytes = knex.client.config.client === 'pg' ? ' collate "C"' : '';
  const name63 = `varchar(63)${byBytes}`;
  const id64 = `varchar(64)${byBytes}`;
  const text20 = `varchar(20)${byBytes}`;
  const text255 = `varchar(255)${byBytes}`;

  await knex.schema.createTable('docker_watcher_hosts', table => {
    table.comment('What is known of each host of the configuration');
    table
      .specificType('name', name63)
      .primary()
      .comment('Name in the configuration');
    table.string('title', 255).notNullable();
    table.string('state', 20).notNullable();
    table.bigInteger('state_since').notNullable();
    table.text('error').nullable();
    table
      .text('engine')
      .nullable()
      .comment('JSON of the engine that answered last');
    table.text('addresses').notNullable().comment('JSON array');
    table
      .bigInteger('last_sync_at')
      .nullable()
      .comment('End of the last complete list');
    table
      .bigInteger('clock_skew_ms')
      .nullable()
      .comment("Engine's clock minus ours");
    table.boolean('simulated').notNullable();
    table.boolean('read_only').notNullable();
    table.string('entity_ref', 255).nullable();
    table
      .bigInteger('revision')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Counts the changes of its containers, so that no writer overlooks another',
      );
  });

  await knex.schema.createTable('docker_watcher_containers', table => {
    table.comment(
      'Containers by host and engine id; removed ones stay as tombstones',
    );
    table.specificType('host', name63).notNullable();
    table.specificType('id', id64).notNullable();
    table.primary(['host', 'id']);
    table
      .text('workload')
      .notNullable()
      .comment('Identity that survives recreation');
    table.specificType('name', `text${byBytes}`).notNullable();
    table.specificType('image', `text${byBytes}`).notNullable();
    table.text('image_id').notNullable();
    table.specificType('state', text20).notNullable();
    table.specificType('health', text20).notNullable();
    table.integer('exit_code').nullable();
    table.boolean('oom_killed').nullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('started_at').nullable();
    table.bigInteger('finished_at').nullable();
    table
      .bigInteger('last_alive_at')
      .nullable()
      .comment(
        'Set when it is no longer alive; while alive, the last sync of its host counts',
      );
    table
      .bigInteger('removed_at')
      .nullable()
      .comment('When a list no longer had it');
    table
      .bigInteger('last_seen_at')
      .nullable()
      .comment(
        'Set with removed_at; until then, the last sync of its host counts',
      );
    table.integer('restart_count').notNullable();
    table.specificType('compose_project', text255).nullable();
    table.string('compose_service', 255).nullable();
    table.integer('compose_number').nullable();
    table.string('entity_ref', 255).nullable();
    table
      .text('search')
      .notNullable()
      .comment('Lower-case text that q looks in');
    table.text('listed').notNullable().comment('JSON: ports and labels');
    table
      .text('detail')
      .nullable()
      .comment('JSON of the last inspection, without secrets');
    table.bigInteger('inspected_at').nullable();
    table.index(['name', 'host', 'id'], 'docker_watcher_containers_name_idx');
    table.index(['state'], 'docker_watcher_containers_state_idx');
    table.index(['entity_ref'], 'docker_watcher_containers_entity_idx');
    table.index(['compose_project'], 'docker_watcher_containers_project_idx');
    // Of tombstones alone: SQLite would take a full one for lists of what is not removed.
    table.index(['removed_at'], 'docker_watcher_containers_removed_idx', {
      predicate: knex.whereNotNull('removed_at'),
    });
  });

  await knex.schema.createTable('docker_watcher_container_labels', table => {
    table.comment('Labels of containers, for filters and permission rules');
    table.specificType('host', name63).notNullable();
    table.specificType('id', id64).notNullable();
    table.string('label_key', 255).notNullable();
    table.string('label_value', 255).notNullable();
    table.primary(['host', 'id', 'label_key']);
    table.index(
      ['label_key', 'label_value'],
      'docker_watcher_labels_key_value_idx',
    );
    table
      .foreign(['host', 'id'], 'docker_watcher_labels_container_fk')
      .references(['host', 'id'])
      .inTable('docker_watcher_containers')
      .onDelete('CASCADE');
  });

  await knex.schema.createTable('docker_watcher_entity_owners', table => {
    table.comment(
      'Owners of the entities that containers belong to, as the catalog last said',
    );
    table.string('entity_ref', 255).notNullable();
    table.string('owner_ref', 255).notNullable();
    table.primary(['entity_ref', 'owner_ref']);
    table.index(['owner_ref'], 'docker_watcher_entity_owners_owner_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('docker_watcher_entity_owners');
  await knex.schema.dropTable('docker_watcher_container_labels');
  await knex.schema.dropTable('docker_watcher_containers');
  await knex.schema.dropTable('docker_watcher_hosts');
};
