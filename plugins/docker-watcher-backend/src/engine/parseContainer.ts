import {
  CONTAINER_ID_PATTERN,
  ContainerHealth,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';
import { ListedContainer } from 'backstage-plugin-docker-watcher-node';
import { parseListedPorts } from './parsePorts';
import { healthInState, parseHealth, parseState } from './parseState';
import {
  readInteger,
  readRecord,
  readString,
  readStringMap,
  readStrings,
  readTime,
} from './readFields';

/**
 * One entry of `GET /containers/json`.
 *
 * @returns `undefined` when it has no valid id; anything else that is odd about
 * it falls back to the least telling value.
 */
export function parseContainer(
  value: unknown,
  engine: { product: string },
): ListedContainer | undefined {
  const raw = readRecord(value);
  const id = readString(raw.Id);
  if (!id || !CONTAINER_ID_PATTERN.test(id)) {
    return undefined;
  }
  const statusText = readString(raw.Status) ?? '';
  const state = parseState(raw.State, statusText);
  const health = parseListedHealth(raw, { state, statusText, ...engine });
  return {
    id,
    name: parseName(raw.Names) ?? shortId(id),
    image: readString(raw.Image) ?? '',
    imageId: readString(raw.ImageID) ?? '',
    state,
    ...(health ? { health } : {}),
    createdAt: parseCreated(raw.Created),
    ports: parseListedPorts(raw.Ports),
    labels: readStringMap(raw.Labels),
    statusText,
  };
}

/** The same entry with other words of the engine about its state. */
export function withStatusText(
  container: ListedContainer,
  options: {
    /** `State` and `Health` of the entry. */
    raw: Record<string, unknown>;
    statusText: string;
    engine: { product: string };
  },
): ListedContainer {
  const { raw, statusText, engine } = options;
  const state = parseState(raw.State, statusText);
  const health = parseListedHealth(raw, { state, statusText, ...engine });
  if (state === container.state && health === container.health) {
    return { ...container, statusText };
  }
  const { health: _health, ...others } = container;
  return { ...others, state, ...(health ? { health } : {}), statusText };
}

/** What a container without a usable name is called. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}

/** Names with a second slash, such as `/web/db`, are those of legacy links. */
function parseName(names: unknown): string | undefined {
  return readStrings(names)
    .map(name => name.replace(/^\//, ''))
    .find(name => name !== '' && !name.includes('/'));
}

/**
 * API 1.52 has a field for it, older ones only the status text, Podman neither;
 * then nobody but an inspection can tell.
 */
function parseListedHealth(
  raw: Record<string, unknown>,
  known: { state: ContainerState; statusText: string; product: string },
): ContainerHealth | undefined {
  const field = parseHealth(readRecord(raw.Health).Status);
  const text = parseHealth(
    /\((?:health: )?(starting|healthy|unhealthy)\)\s*$/i.exec(
      known.statusText,
    )?.[1],
  );
  const silent = known.product === 'podman' ? undefined : 'none';
  return healthInState(field ?? text ?? silent, known.state);
}

/** Seconds since the epoch; a few versions of Podman write a date. */
function parseCreated(created: unknown): string {
  const seconds = readInteger(created);
  return (
    (seconds !== undefined && Math.abs(seconds) < 8.64e12
      ? new Date(seconds * 1000).toISOString()
      : readTime(created)) ?? new Date(0).toISOString()
  );
}
