import { Knex } from 'knex';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import { InventoryContainersQuery } from '../../inventory/InventoryReader';
import { SIZES_TABLE, STALE_TABLE } from '../tables';
import { ContainersCursor, DEFAULT_ORDER } from './ContainersCursor';
import { CONTAINER_ORDER } from './containerOrder';
import { ContainerWithHostRow, selectContainers } from './selectContainers';
import { whereContainerFilter } from './whereContainerFilter';
import { whereContainersQuery } from './whereContainersQuery';

/** A row with the values of the list's order beside it, as `order_0` and so on. */
export type OrderedContainerRow = ContainerWithHostRow &
  Record<`order_${number}`, string | number>;

/**
 * The statement for one page and one row more, which tells whether the list goes on.
 * A page backward comes in reversed order. Pages are found by comparing rows with a
 * place, never by counting, so that rows which come and go do not shift them.
 */
export function pageOfContainers(options: {
  knex: Knex;
  query: InventoryContainersQuery;
  visible: ContainerFilter | undefined;
  cursor: ContainersCursor | undefined;
  limit: number;
}): Knex.QueryBuilder<OrderedContainerRow, OrderedContainerRow[]> {
  const { knex, query, visible, cursor, limit } = options;
  const order = query.order ?? DEFAULT_ORDER;
  const expressions = CONTAINER_ORDER[order.field];
  const ascending =
    (order.direction === 'asc') === (cursor?.way !== 'backward');

  const select = selectContainers(knex);
  if (order.field === 'since') {
    select.join(`${STALE_TABLE} as s`, join =>
      join.on('s.host', 'c.host').andOn('s.id', 'c.id'),
    );
  } else if (order.field === 'size') {
    select.leftJoin(`${SIZES_TABLE} as z`, join =>
      join.on('z.host', 'c.host').andOn('z.id', 'c.id'),
    );
  }
  expressions.forEach((expression, index) =>
    select.select(knex.raw(`${expression} as order_${index}`)),
  );
  whereContainersQuery(select, query);
  if (visible) {
    whereContainerFilter(select, visible);
  }
  if (cursor) {
    const compare = `${ascending ? '>' : '<'}${cursor.inclusive ? '=' : ''}`;
    select.whereRaw(
      `(${expressions.join(', ')}) ${compare} (${expressions.map(() => '?')})`,
      cursor.values,
    );
  }
  const direction = ascending ? 'asc' : 'desc';
  return select
    .orderByRaw(expressions.map(one => `${one} ${direction}`).join(', '))
    .limit(limit + 1);
}
