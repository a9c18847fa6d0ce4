import { InventoryContainersQuery } from '../../inventory/InventoryReader';

/** What a list can be ordered by. */
export type OrderField = NonNullable<
  InventoryContainersQuery['order']
>['field'];

/**
 * By which expressions a list is ordered, most significant first. Each ends in host
 * and id, so that no two containers are ever equal; none is ever NULL, which the
 * databases would sort differently.
 */
export const CONTAINER_ORDER: Record<OrderField, readonly string[]> = {
  name: ['c.name', 'c.host', 'c.id'],
  host: ['c.host', 'c.name', 'c.id'],
  state: ['c.state', 'c.name', 'c.host', 'c.id'],
  health: ['c.health', 'c.name', 'c.host', 'c.id'],
  image: ['c.image', 'c.name', 'c.host', 'c.id'],
  project: ["coalesce(c.compose_project, '')", 'c.name', 'c.host', 'c.id'],
  createdAt: ['c.created_at', 'c.name', 'c.host', 'c.id'],
  since: ['s.since', 'c.name', 'c.host', 'c.id'],
  // What was not measured counts as nothing, and less than what is empty.
  size: [
    'coalesce(z.container_bytes + z.volume_bytes, -1)',
    'c.name',
    'c.host',
    'c.id',
  ],
};

/** Whose most significant value is a number. */
const NUMERIC: readonly OrderField[] = ['createdAt', 'since', 'size'];

export function isNumeric(field: OrderField, index: number): boolean {
  return index === 0 && NUMERIC.includes(field);
}
