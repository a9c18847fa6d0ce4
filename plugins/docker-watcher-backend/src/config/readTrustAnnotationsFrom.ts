import { JsonValue } from '@backstage/types';
import { Problem, show } from './Problem';
import { canonicalTrustedOwner } from './canonicalTrustedOwner';

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
  const owners = value.map((one, index) => {
    const owner =
      typeof one === 'string' ? canonicalTrustedOwner(one) : undefined;
    if (owner === undefined) {
      throw new Problem(
        `${path}[${index}] is ${show(one)}, which is no user or group. ${CURE}`,
      );
    }
    return owner;
  });
  return [...new Set(owners)];
}
