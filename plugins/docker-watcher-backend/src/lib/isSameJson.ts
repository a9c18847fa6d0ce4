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
  return (
    Object.keys(a).every(
      key =>
        a[key] === undefined ||
        (Object.hasOwn(b, key) && isSameJson(a[key], b[key])),
    ) &&
    Object.keys(b).every(
      key =>
        b[key] === undefined || (Object.hasOwn(a, key) && a[key] !== undefined),
    )
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
