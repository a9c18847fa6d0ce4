import { Knex } from 'knex';
import { VisibleEvents } from '../../inventory/VisibleEvents';
import { CONTAINERS_TABLE } from '../tables';
import { whereContainerFilter } from './whereContainerFilter';
import { whereEventCondition } from './whereEventCondition';

/** Whether every event there is may be known. */
export function isEverythingVisible(
  visible: VisibleEvents | undefined,
): boolean {
  return (
    !visible ||
    (visible.condition === undefined &&
      visible.containers === undefined &&
      visible.hosts &&
      visible.settings)
  );
}

/**
 * Limits the events, called `e`, to those that may be known. One of a container may be
 * known when the container may be seen, removed ones included. What is about nothing
 * that anybody decides about is shown to nobody whose view is limited.
 */
export function whereVisibleEvents(
  query: Knex.QueryBuilder,
  visible: VisibleEvents | undefined,
): void {
  if (!visible || isEverythingVisible(visible)) {
    return;
  }
  const { condition, containers, hosts, settings } = visible;
  if (condition) {
    whereEventCondition(query, condition);
  }
  query.where(either => {
    either.whereRaw('1 = 0');
    if (hosts) {
      either.orWhereRaw("(e.container_id is null and e.source = 'host')");
    }
    if (settings) {
      either.orWhereRaw("(e.container_id is null and e.source = 'settings')");
    }
    if (containers === undefined) {
      either.orWhereNotNull('e.container_id');
    } else if (containers !== 'none') {
      either.orWhereExists(seen => {
        seen
          .from(`${CONTAINERS_TABLE} as c`)
          .whereRaw('c.host = e.host and c.id = e.container_id');
        whereContainerFilter(seen, containers);
      });
    }
  });
}
