/**
 * The order of ids in the log. They are decimal numbers that may be greater than
 * JavaScript's numbers can tell apart.
 */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) {
    return a.length - b.length;
  }
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
