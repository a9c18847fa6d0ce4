/**
 * Claims of entities on containers by annotation, and what follows from them.
 *
 * A container's own label stays in `entity_ref`, which the watcher writes and which
 * beats every annotation. The columns here are written by whoever matches the claims,
 * so a commit of the watcher never wipes them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const byBytes = knex.client.config.client === 'pg' ? ' collate "C"' : '';

  await knex.schema.alterTable('docker_watcher_containers', table => {
    table
      .string('claimed_ref', 255)
      .nullable()
      .comment('The one entity that claims it by annotation, trusted or not');
    table
      .string('trusted_ref', 255)
      .nullable()
      .comment('The same if the host trusts the claim, else nothing');
    table.index(['claimed_ref'], 'docker_watcher_containers_claimed_idx');
    table.index(['trusted_ref'], 'docker_watcher_containers_trusted_idx');
  });

  await knex.schema.createTable('docker_watcher_container_claims', table => {
    table.comment('Every claim on a container by an annotation of an entity');
    table.specificType('host', `varchar(63)${byBytes}`).notNullable();
    table.specificType('id', `varchar(64)${byBytes}`).notNullable();
    table.string('entity_ref', 255).notNullable();
    table
      .string('source', 20)
      .notNullable()
      .comment('container-name, selector or compose');
    table
      .boolean('trusted')
      .notNullable()
      .comment('Whether the host trusts an owner of the entity');
    table.primary(['host', 'id', 'entity_ref']);
    table.index(['entity_ref'], 'docker_watcher_claims_entity_idx');
    table
      .foreign(['host', 'id'], 'docker_watcher_claims_container_fk')
      .references(['host', 'id'])
      .inTable('docker_watcher_containers')
      .onDelete('CASCADE');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('docker_watcher_container_claims');
  await knex.schema.alterTable('docker_watcher_containers', table => {
    table.dropIndex(['trusted_ref'], 'docker_watcher_containers_trusted_idx');
    table.dropIndex(['claimed_ref'], 'docker_watcher_containers_claimed_idx');
    table.dropColumn('trusted_ref');
    table.dropColumn('claimed_ref');
  });
};
