import { JsonValue } from '@backstage/types';

const LONGEST_SHOWN = 120;

/** What is wrong with one host's entry: the path, the value and the cure. */
export class Problem extends Error {
  override name = 'Problem';
}

/**
 * A configured value as a message may show it: short, and without key material or
 * passwords, which people paste in the wrong place.
 */
export function show(value: JsonValue | undefined): string {
  if (value === undefined) {
    return 'missing';
  }
  if (typeof value !== 'string') {
    return typeof value === 'object' && value !== null
      ? `${Array.isArray(value) ? 'a list' : 'an object'} (not shown)`
      : String(value);
  }
  if (value.includes('-----BEGIN') || /[\r\n]/.test(value)) {
    return 'a text of several lines (not shown)';
  }
  if (value.length > LONGEST_SHOWN) {
    return `a text of ${value.length} characters (not shown)`;
  }
  return `'${redactUrl(value)}'`;
}

/** Hides whatever stands before an `@`, and the query, in anything like a URL. */
function redactUrl(text: string): string {
  return text.replace(/(:\/*).*@/, '$1***@').replace(/([?#]).*$/, '$1***');
}
