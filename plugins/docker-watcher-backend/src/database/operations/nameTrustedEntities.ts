import { Knex } from 'knex';
import { containerResourceRef } from 'backstage-plugin-docker-watcher-common';
import { NewEvent } from '../../eventLog/EventLogStore';
import { inBatches } from '../inBatches';
import { CONTAINERS_TABLE, ContainerRow } from '../tables';

/**
 * Events of containers with the entity each container belongs to, whatever they said
 * themselves: the one its label names, else the one whose claim its host trusts. Who
 * may read an event goes by that entity, so an untrusted claim must never get there.
 *
 * @remarks An event of a container that is not stored keeps what it says.
 */
export async function nameTrustedEntities(options: {
  tx: Knex.Transaction;
  events: readonly NewEvent[];
}): Promise<readonly NewEvent[]> {
  const { tx, events } = options;
  const idsByHost = new Map<string, Set<string>>();
  for (const { host, containerId } of events) {
    if (host !== undefined && containerId !== undefined) {
      const ids = idsByHost.get(host) ?? new Set();
      idsByHost.set(host, ids.add(containerId));
    }
  }
  const entities = new Map<string, string | undefined>();
  for (const [host, ids] of idsByHost) {
    await inBatches([...ids], async batch => {
      const rows = await tx<ContainerRow>(CONTAINERS_TABLE)
        .select('id', 'entity_ref', 'trusted_ref')
        .where({ host })
        .whereIn('id', batch);
      for (const { id, entity_ref, trusted_ref } of rows) {
        entities.set(
          containerResourceRef({ host, id }),
          entity_ref ?? trusted_ref ?? undefined,
        );
      }
    });
  }
  return events.map(event => {
    const { host = '', containerId: id = '' } = event;
    const ref = containerResourceRef({ host, id });
    return entities.has(ref)
      ? { ...event, entityRef: entities.get(ref) }
      : event;
  });
}
