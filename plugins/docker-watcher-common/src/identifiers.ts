import { ComposeIdentity } from './types';

/**
 * What a host may be called: lower-case letters, digits, dot, dash and underscore,
 * 63 characters at most, beginning with a letter or digit.
 * @public
 */
export const HOST_NAME_PATTERN = /^[a-z0-9][a-z0-9._-]{0,62}$/;

/**
 * A container's full id as engines give it.
 * @public
 */
export const CONTAINER_ID_PATTERN = /^[0-9a-f]{64}$/;

/**
 * The reference under which permissions know a container: `host/id`.
 * @public
 */
export function containerResourceRef(container: {
  host: string;
  id: string;
}): string {
  return `${container.host}/${container.id}`;
}

/**
 * Splits a reference made by {@link containerResourceRef}.
 *
 * @returns `undefined` unless both parts are well-formed.
 * @public
 */
export function parseContainerResourceRef(
  ref: string,
): { host: string; id: string } | undefined {
  const slash = ref.indexOf('/');
  const host = ref.slice(0, slash);
  const id = ref.slice(slash + 1);
  return slash > 0 &&
    HOST_NAME_PATTERN.test(host) &&
    CONTAINER_ID_PATTERN.test(id)
    ? { host, id }
    : undefined;
}

/**
 * The identity of what a container does, which survives its recreation: host with
 * Compose project, service and number, else host with container name.
 *
 * @returns `host/compose:project/service/number` or `host/name:name`.
 * @public
 */
export function deriveWorkload(container: {
  host: string;
  name: string;
  compose?: ComposeIdentity;
}): string {
  const { host, name, compose } = container;
  return compose
    ? `${host}/compose:${compose.project}/${compose.service}/${compose.number}`
    : `${host}/name:${name}`;
}
