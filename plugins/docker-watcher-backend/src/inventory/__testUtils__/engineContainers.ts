import {
  InspectedContainer,
  ListedContainer,
} from 'backstage-plugin-docker-watcher-node';

/** A full id that begins with `text`, in hexadecimal digits. */
export function idOf(text: string): string {
  return Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);
}

/** A running container as a list shows it. */
export function listed(
  name: string,
  fields: Partial<ListedContainer> = {},
): ListedContainer {
  return {
    id: idOf(name),
    name,
    image: 'shop/web:1',
    imageId: `sha256:${'1'.repeat(64)}`,
    state: 'running',
    health: 'none',
    createdAt: '2026-01-01T08:00:00Z',
    ports: [],
    labels: {},
    statusText: 'Up 2 hours',
    ...fields,
  };
}

/** The same as an inspection shows it. */
export function inspected(
  name: string,
  fields: Partial<InspectedContainer> = {},
): InspectedContainer {
  const { statusText, ...rest } = listed(name);
  return {
    ...rest,
    health: 'none',
    startedAt: '2026-01-01T08:00:01Z',
    restartCount: 0,
    restartPolicy: 'no',
    mounts: [],
    networks: [],
    environmentNames: [],
    tty: false,
    logDriver: 'json-file',
    ...fields,
  };
}
