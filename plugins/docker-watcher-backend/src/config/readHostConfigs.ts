import { JsonObject, JsonValue } from '@backstage/types';
import { HOST_NAME_PATTERN } from 'backstage-plugin-docker-watcher-common';
import { canonicalEntityRef } from '../lib/canonicalEntityRef';
import { HostConfig, HostConnectionConfig } from './DockerWatcherConfig';
import { Problem, show } from './Problem';
import { readConnectionConfig } from './readConnectionConfig';
import { readTrustAnnotationsFrom } from './readTrustAnnotationsFrom';
import { uniqueHostName } from './uniqueHostName';

const ROOT = 'dockerWatcher.hosts';
const LONGEST_TITLE = 255;
const LARGEST_THRESHOLD_DAYS = 3650;

const KNOWN_KEYS = [
  'name',
  'url',
  'title',
  'addresses',
  'entityRef',
  'readOnly',
  'trustAnnotationsFrom',
  'staleThresholdDays',
  'tls',
];

/**
 * Reads `dockerWatcher.hosts`.
 *
 * @remarks An entry with a problem keeps its place as a `misconfigured` host. Its
 * name is the configured one if that is well-formed and free. Of several entries
 * with one name the first keeps it and the others are shown as `name-2` and so on;
 * an entry without a usable name is shown as `host-<index>`.
 */
export function readHostConfigs(value: JsonValue | undefined): HostConfig[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    return [
      misconfigured(
        'host-0',
        `${ROOT} is ${show(value)}. Write a list with an entry per host.`,
      ),
    ];
  }
  // Well-formed names are given out first, so that no placeholder takes one.
  const wellFormed = new Set(value.map(wellFormedName).filter(isDefined));
  const taken = new Map<string, number>();
  return value.map((entry, index) => {
    const name = wellFormedName(entry);
    const firstIndex = name === undefined ? undefined : taken.get(name);
    const shownAs =
      name !== undefined && firstIndex === undefined
        ? name
        : uniqueHostName(
            name ?? `host-${index}`,
            candidate => taken.has(candidate) || wellFormed.has(candidate),
          );
    taken.set(shownAs, index);
    return readHost(entry, {
      path: `${ROOT}[${index}]`,
      shownAs,
      duplicateOf: firstIndex,
    });
  });
}

function readHost(
  entry: JsonValue | undefined,
  place: { path: string; shownAs: string; duplicateOf?: number },
): HostConfig {
  const { path, shownAs, duplicateOf } = place;
  if (!isObject(entry)) {
    return misconfigured(
      shownAs,
      `${path} is ${show(entry)}. Write an object with name and url.`,
    );
  }
  const problems: string[] = [];
  /** What `read` gives, or the fallback with its problem noted. */
  function attempt<T>(read: () => T, fallback: T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Problem)) {
        throw error;
      }
      problems.push(error.message);
      return fallback;
    }
  }

  attempt(() => checkName(entry.name, path), undefined);
  if (duplicateOf !== undefined) {
    problems.push(
      `Duplicate host name ${show(
        entry.name,
      )} in ${path}.name: ${ROOT}[${duplicateOf}] has it already. Give each host a name of its own; this one is not watched and is shown as '${shownAs}'.`,
    );
  }
  attempt(() => checkKeys(entry, path), undefined);
  const title = attempt(() => readTitle(entry.title, path), undefined);
  const readOnly = attempt(() => readReadOnly(entry.readOnly, path), true);
  const entityRef = attempt(
    () => readEntityRef(entry.entityRef, path),
    undefined,
  );
  const trustAnnotationsFrom = attempt(
    () => readTrustAnnotationsFrom(entry.trustAnnotationsFrom, path),
    undefined,
  );
  const staleThresholdDays = attempt(
    () => readThresholdDays(entry.staleThresholdDays, path),
    undefined,
  );
  const connection = attempt<HostConnectionConfig | undefined>(
    () => readConnectionConfig(entry, path),
    undefined,
  );
  const addresses = attempt(
    () => readAddresses(entry.addresses, path),
    undefined,
  );
  return {
    name: shownAs,
    title: title ?? shownAs,
    addresses:
      addresses ?? (connection?.kind === 'tcp' ? [connection.hostname] : []),
    ...(entityRef !== undefined && { entityRef }),
    readOnly,
    ...(trustAnnotationsFrom && { trustAnnotationsFrom }),
    ...(staleThresholdDays !== undefined && { staleThresholdDays }),
    connection:
      problems.length || !connection
        ? { kind: 'misconfigured', problem: problems.join(' ') }
        : connection,
  };
}

function misconfigured(name: string, problem: string): HostConfig {
  return {
    name,
    title: name,
    addresses: [],
    readOnly: true,
    connection: { kind: 'misconfigured', problem },
  };
}

function wellFormedName(entry: JsonValue | undefined): string | undefined {
  return isObject(entry) &&
    typeof entry.name === 'string' &&
    HOST_NAME_PATTERN.test(entry.name)
    ? entry.name
    : undefined;
}

function checkName(name: JsonValue | undefined, path: string): void {
  if (typeof name !== 'string' || !HOST_NAME_PATTERN.test(name)) {
    throw new Problem(
      `${path}.name is ${show(
        name,
      )}. Use 1 to 63 lower-case letters, digits, dots, dashes and underscores, beginning with a letter or digit.`,
    );
  }
}

function checkKeys(entry: JsonObject, path: string): void {
  const unknown = Object.keys(entry).find(key => !KNOWN_KEYS.includes(key));
  if (unknown !== undefined) {
    throw new Problem(
      `${path} has an unknown key '${unknown.slice(
        0,
        63,
      )}'. Known are ${KNOWN_KEYS.join(', ')}.`,
    );
  }
}

function readTitle(value: JsonValue | undefined, path: string) {
  if (value === undefined) {
    return undefined;
  }
  if (
    typeof value !== 'string' ||
    !value.trim() ||
    /\p{Cc}/u.test(value) ||
    value.length > LONGEST_TITLE
  ) {
    throw new Problem(
      `${path}.title is ${show(
        value,
      )}. Write one line of 1 to ${LONGEST_TITLE} characters, or leave it out to show the name.`,
    );
  }
  return value;
}

function readReadOnly(value: JsonValue | undefined, path: string): boolean {
  if (value === undefined) {
    return false;
  }
  if (typeof value !== 'boolean') {
    throw new Problem(
      `${path}.readOnly is ${show(value)}. Write true or false.`,
    );
  }
  return value;
}

function readThresholdDays(value: JsonValue | undefined, path: string) {
  if (value === undefined) {
    return undefined;
  }
  const days =
    typeof value === 'string' && value.trim() ? Number(value) : value;
  if (
    typeof days !== 'number' ||
    !Number.isInteger(days) ||
    days < 1 ||
    days > LARGEST_THRESHOLD_DAYS
  ) {
    throw new Problem(
      `${path}.staleThresholdDays is ${show(
        value,
      )}. Write a whole number from 1 to ${LARGEST_THRESHOLD_DAYS}, or leave it out to go by the settings.`,
    );
  }
  return days;
}

function readEntityRef(value: JsonValue | undefined, path: string) {
  if (value === undefined) {
    return undefined;
  }
  const entityRef =
    typeof value === 'string'
      ? canonicalEntityRef(value, { kind: 'resource' })
      : undefined;
  if (entityRef === undefined) {
    throw new Problem(
      `${path}.entityRef is ${show(
        value,
      )}. Write an entity reference such as resource:default/build-01.`,
    );
  }
  return entityRef;
}

function readAddresses(
  value: JsonValue | undefined,
  path: string,
): string[] | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (typeof value === 'string') {
    return readAddresses([value], path);
  }
  if (!Array.isArray(value)) {
    throw new Problem(
      `${path}.addresses is ${show(
        value,
      )}. Write a list such as [10.0.0.5, build.internal].`,
    );
  }
  return value.map((address, index) => {
    if (
      typeof address !== 'string' ||
      !/^[A-Za-z0-9]([A-Za-z0-9._-]{0,252})$|^[0-9A-Fa-f:.]{2,45}$/.test(
        address,
      )
    ) {
      throw new Problem(
        `${path}.addresses[${index}] is ${show(
          address,
        )}. Write a host name or an IP address, without scheme and port.`,
      );
    }
    return address;
  });
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}
