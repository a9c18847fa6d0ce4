/** Longest name that `HOST_NAME_PATTERN` allows. */
const LONGEST = 63;

/** `name`, or `name-2`, `name-3` and so on, whichever is not taken yet. */
export function uniqueHostName(
  name: string,
  isTaken: (name: string) => boolean,
): string {
  let candidate = name;
  for (let number = 2; isTaken(candidate); number++) {
    const suffix = `-${number}`;
    candidate = `${name.slice(0, LONGEST - suffix.length)}${suffix}`;
  }
  return candidate;
}
