import { JsonValue } from '@backstage/types';
import { canonicalEntityRef } from '../lib/canonicalEntityRef';
import { Problem, show } from './Problem';

const CURE =
  "Write a list such as [group:default/shop], or ['*'] for everybody.";

/**
 * Reads `trustAnnotationsFrom` of a host.
 *
 * @returns full references in lower case, or `*` alone.
 */
export function readTrustAnnotationsFrom(
  value: JsonValue | undefined,
  hostPath: string,
): string[] | undefined {
  if (value === undefined) {
    return undefined;
  }
  const path = `${hostPath}.trustAnnotationsFrom`;
  if (!Array.isArray(value)) {
    throw new Problem(`${path} is ${show(value)}, which is no list. ${CURE}`);
  }
  if (value.includes('*') && value.length > 1) {
    throw new Problem(
      `${path} trusts everybody with '*', so the others in it say nothing. ${CURE}`,
    );
  }
  return [
    ...new Set(value.map((owner, index) => readOwner(owner, path, index))),
  ];
}

function readOwner(value: JsonValue, path: string, index: number): string {
  if (value === '*') {
    return value;
  }
  // Without its kind a name could be either, and the wrong one would be somebody else.
  const ref =
    typeof value === 'string' && /^\s*(user|group):/i.test(value)
      ? canonicalEntityRef(value, { kind: 'group' })
      : undefined;
  if (ref === undefined) {
    throw new Problem(
      `${path}[${index}] is ${show(value)}, which is no user or group. ${CURE}`,
    );
  }
  return ref;
}
