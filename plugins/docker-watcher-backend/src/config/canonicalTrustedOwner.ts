import { canonicalEntityRef } from '../lib/canonicalEntityRef';

/**
 * A member of `trustAnnotationsFrom`: `*`, or a full reference of a user or a group.
 *
 * @returns `undefined` for anything else. Without its kind a name could be either, and
 * the wrong one would be somebody else.
 */
export function canonicalTrustedOwner(text: string): string | undefined {
  if (text === '*') {
    return text;
  }
  return /^\s*(user|group):/i.test(text)
    ? canonicalEntityRef(text, { kind: 'group' })
    : undefined;
}
