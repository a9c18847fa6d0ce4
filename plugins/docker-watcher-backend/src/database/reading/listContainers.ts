import { Knex } from 'knex';
import { Page } from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import { InventoryContainersQuery } from '../../inventory/InventoryReader';
import {
  ContainersCursor,
  DEFAULT_ORDER,
  decodeContainersCursor,
  encodeContainersCursor,
} from './ContainersCursor';
import { CONTAINER_ORDER, isNumeric } from './containerOrder';
import { OrderedContainerRow, pageOfContainers } from './pageOfContainers';

const DEFAULT_LIMIT = 50;

/** One page of containers' rows, with the cursors to the pages beside it. */
export async function listContainers(options: {
  knex: Knex;
  query: InventoryContainersQuery;
  visible: ContainerFilter | undefined;
}): Promise<Omit<Page<OrderedContainerRow>, 'totalItems'>> {
  const { knex, query, visible } = options;
  const limit = query.limit ?? DEFAULT_LIMIT;
  const cursor =
    query.cursor === undefined
      ? undefined
      : decodeContainersCursor({ ...query, cursor: query.cursor });

  const rows = await pageOfContainers({ knex, query, visible, cursor, limit });
  const goesOn = rows.length > limit;
  const items = rows.slice(0, limit);
  const backward = cursor?.way === 'backward';
  if (backward) {
    items.reverse();
  }

  const placeOf = (row: OrderedContainerRow | undefined) =>
    row && {
      values: CONTAINER_ORDER[query.order?.field ?? DEFAULT_ORDER.field].map(
        (_, index) => orderValue(query, row, index),
      ),
      inclusive: false,
    };
  // When everything beyond a place has gone, the place itself is the way back.
  const turn = cursor && { values: cursor.values, inclusive: true };
  const encode = (
    way: ContainersCursor['way'],
    place: Omit<ContainersCursor, 'way'> | undefined,
  ) => place && encodeContainersCursor(query, { way, ...place });

  return {
    items,
    pageInfo: {
      nextCursor:
        backward || goesOn
          ? encode('forward', placeOf(items.at(-1)) ?? turn)
          : undefined,
      prevCursor:
        cursor && (!backward || goesOn)
          ? encode('backward', placeOf(items[0]) ?? turn)
          : undefined,
    },
  };
}

/** PostgreSQL gives big integers as texts. */
function orderValue(
  query: InventoryContainersQuery,
  row: OrderedContainerRow,
  index: number,
): string | number {
  const value = row[`order_${index}`];
  return isNumeric(query.order?.field ?? DEFAULT_ORDER.field, index)
    ? Number(value)
    : value;
}
