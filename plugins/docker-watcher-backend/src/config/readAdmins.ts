import { InputError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { canonicalEntityRef } from '../lib/canonicalEntityRef';
import { show } from './Problem';

const PATH = 'dockerWatcher.admins';
const CURE =
  'Write references of users and groups, such as group:default/platform.';

/**
 * Reads `dockerWatcher.admins`. A mistake in who may change things is never passed
 * over.
 *
 * @returns full references in lower case, each once.
 * @throws `InputError` naming the path, the value and the cure.
 */
export function readAdmins(value: JsonValue | undefined): string[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new InputError(
      `${PATH} is ${show(value)}, which is no list. ${CURE}`,
    );
  }
  return [...new Set(value.map(readAdmin))];
}

function readAdmin(value: JsonValue, index: number): string {
  // Without its kind a name could be either, and the wrong one would be somebody else.
  const ref =
    typeof value === 'string' && /^\s*(user|group):/i.test(value)
      ? canonicalEntityRef(value, { kind: 'user' })
      : undefined;
  if (ref === undefined) {
    throw new InputError(
      `${PATH}[${index}] is ${show(value)}, which is no user or group. ${CURE}`,
    );
  }
  return ref;
}
