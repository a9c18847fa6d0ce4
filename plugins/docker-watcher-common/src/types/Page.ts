/**
 * One page of a list. Cursors are opaque and belong to the same filters and order.
 * @public
 */
export interface Page<T> {
  items: T[];
  pageInfo: { nextCursor?: string; prevCursor?: string };
  totalItems: number;
}
