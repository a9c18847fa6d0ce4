import { Knex } from 'knex';
import { TrackedContainer } from '../../inventory/TrackedContainer';
import { toContainerRow } from '../containerRows';
import { inBatches } from '../inBatches';
import { CONTAINERS_TABLE, ContainerRow } from '../tables';

/** Writes containers as present; one that had been removed is back. */
export async function upsertContainers(options: {
  knex: Knex.Transaction;
  host: string;
  containers: readonly TrackedContainer[];
}): Promise<void> {
  const { knex, host, containers } = options;
  await inBatches(containers, batch =>
    knex<ContainerRow>(CONTAINERS_TABLE)
      .insert(batch.map(container => toContainerRow(host, container)))
      .onConflict(['host', 'id'])
      .merge(),
  );
}
