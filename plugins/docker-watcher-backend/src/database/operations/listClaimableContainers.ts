import { Knex } from 'knex';
import { containerResourceRef } from 'backstage-plugin-docker-watcher-common';
import { ClaimScope } from '../../inventory/ownership/ClaimsStore';
import { ClaimableContainer } from '../../inventory/ownership/matchClaims';
import { indexedLabelText } from '../indexedLabelText';
import { inBatches } from '../inBatches';
import {
  CONTAINER_LABELS_TABLE,
  CONTAINERS_TABLE,
  ContainerLabelRow,
  ContainerRow,
} from '../tables';

/**
 * What claims go by, of all containers. Labels come from their index, and only those
 * that somebody asks for: all of them would be most of the inventory's size.
 */
export async function listClaimableContainers(options: {
  knex: Knex;
  scope: ClaimScope;
  labelKeys: readonly string[];
}): Promise<ClaimableContainer[]> {
  const { knex, scope, labelKeys } = options;
  const select = knex<ContainerRow>(CONTAINERS_TABLE).select(
    'host',
    'id',
    'name',
    'compose_project',
    'compose_service',
  );
  if (scope === 'present') {
    select.whereNull('removed_at');
  }
  const labels = new Map<string, Record<string, string>>();
  const containers = (await select).map(row => {
    const carried: Record<string, string> = {};
    labels.set(containerResourceRef(row), carried);
    return {
      host: row.host,
      id: row.id,
      name: row.name,
      ...(row.compose_project !== null && { project: row.compose_project }),
      ...(row.compose_service !== null && { service: row.compose_service }),
      labels: carried,
    };
  });
  // Long ones are in the index by their digests, and so they are asked for.
  const keys = new Map(labelKeys.map(key => [indexedLabelText(key), key]));
  await inBatches([...keys.keys()], async batch => {
    const rows = await knex<ContainerLabelRow>(CONTAINER_LABELS_TABLE).whereIn(
      'label_key',
      batch,
    );
    for (const row of rows) {
      const carried = labels.get(containerResourceRef(row));
      const key = keys.get(row.label_key);
      if (carried && key !== undefined) {
        // As a member of its own, whatever the label is called.
        Object.defineProperty(carried, key, {
          value: row.label_value,
          enumerable: true,
        });
      }
    }
  });
  return containers;
}
