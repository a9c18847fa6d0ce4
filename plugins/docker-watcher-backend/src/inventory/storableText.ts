/**
 * A text from outside as both databases keep it: PostgreSQL takes neither NUL nor
 * half a surrogate pair, and columns and index entries have a longest length.
 *
 * @remarks Cleaned where it comes in rather than where it is written, so that what
 * is read back equals what was observed and is not written again.
 */
export function storableText(text: string, longest: number): string {
  const clean = text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
  return clean.length <= longest
    ? clean
    : clean.slice(0, longest).replace(/\p{Surrogate}/gu, '');
}

/** Names are indexed, and an entry of PostgreSQL's index has a largest size. */
const LONGEST_NAME = 512;

export function storableName(name: string): string {
  return storableText(name, LONGEST_NAME);
}
