import { Knex } from 'knex';
import { TrackedContainer } from '../../inventory/TrackedContainer';
import { toLabelRows } from '../containerRows';
import { inBatches } from '../inBatches';
import { CONTAINER_LABELS_TABLE, ContainerLabelRow } from '../tables';

/** Makes the label index of these containers say what they say. */
export async function replaceLabels(options: {
  knex: Knex.Transaction;
  host: string;
  containers: readonly TrackedContainer[];
}): Promise<void> {
  const { knex, host, containers } = options;
  const table = () => knex<ContainerLabelRow>(CONTAINER_LABELS_TABLE);
  await inBatches(containers, batch =>
    table()
      .where({ host })
      .whereIn(
        'id',
        batch.map(({ id }) => id),
      )
      .delete(),
  );
  await inBatches(
    containers.flatMap(container => toLabelRows(host, container)),
    rows => table().insert(rows),
  );
}
