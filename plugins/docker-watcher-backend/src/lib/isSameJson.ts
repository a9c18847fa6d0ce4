/**
 * Whether two values would be the same JSON, but for the order of members. A member
 * that is `undefined` counts as absent.
 *
 * @remarks Unlike Node's own comparison it does not mind where an object was made.
 */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => isSameJson(item, b[index]))
    );
  }
  if (!isObject(a) || !isObject(b)) {
    return false;
  }
  // Plain loops: every label of every container passes here at each list.
  let members = 0;
  for (const key of Object.keys(a)) {
    if (a[key] !== undefined) {
      if (!isSameJson(a[key], b[key])) {
        return false;
      }
      members += 1;
    }
  }
  for (const key of Object.keys(b)) {
    if (b[key] !== undefined) {
      members -= 1;
    }
  }
  return members === 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
