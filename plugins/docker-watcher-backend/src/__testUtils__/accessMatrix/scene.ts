import { Entity } from '@backstage/catalog-model';
import { LABEL_ENTITY_REF } from 'backstage-plugin-docker-watcher-common';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { Knex } from 'knex';
import { idOf, seed } from '../../database/__testUtils__/inventoryRows';
import { appendEvents } from '../../database/operations/appendEvents';
import { EVENTS_TABLE, EventRow } from '../../database/tables';
import { NewEvent } from '../../eventLog/EventLogStore';
import { OWNERS, teamOf } from './cells';

/** The second is read-only by itself. */
export const HOSTS = ['open', 'sealed'] as const;

/** On both hosts. */
export const PRESENT = Object.keys(OWNERS).filter(name => name !== 'gone');

/** A container, wherever it is or is not. */
export interface ContainerPlace {
  host: string;
  name: string;
  id: string;
}

const place = (host: string, name: string): ContainerPlace => ({
  ...{ host, name },
  id: idOf(`${host}/${name}`),
});

export const CONTAINERS: readonly ContainerPlace[] = [
  ...HOSTS.flatMap(host => PRESENT.map(name => place(host, name))),
  place('open', 'gone'),
];

/** What nobody ever saw, to be compared with what one may not see. */
export const UNKNOWN_CONTAINERS: readonly ContainerPlace[] = [
  place('open', 'never'),
  place('nowhere', 'labelled'),
];

export const entityRefOf = (name: string) =>
  `component:default/${name === 'gone' ? 'labelled' : name}`;

function component(
  name: string,
  annotations: Record<string, string> = {},
): Entity {
  const owner = OWNERS[name];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    relations: owner
      ? [{ type: 'ownedBy', targetRef: teamOf(owner) }]
      : undefined,
  };
}

/** One entity is named by labels, and two claim a container by its name. */
export const ENTITIES: readonly Entity[] = [
  component('labelled'),
  component('trusted', { 'docker-watcher/container-name': 'trusted' }),
  component('untrusted', { 'docker-watcher/container-name': 'untrusted' }),
];

/** Whose annotations the hosts trust. */
export const TRUSTED_OWNERS = [teamOf('ownerByTrustedAnnotation')];

const labelsOf = (name: string): Record<string, string> =>
  ['labelled', 'gone'].includes(name)
    ? { [LABEL_ENTITY_REF]: entityRefOf(name) }
    : {};

export function createEngine(host: string): FakeContainerEngine {
  const engine = FakeContainerEngine.create();
  for (const name of PRESENT) {
    const { id } = place(host, name);
    engine.addContainer({
      ...{ id, name, state: 'running' },
      labels: labelsOf(name),
    });
  }
  return engine;
}

/** What an earlier run left, so that nothing has to be waited for. */
export async function seedScene(knex: Knex): Promise<void> {
  const claimed = ['trusted', 'untrusted'];
  await seed(knex, {
    // Not yet, so that it can be seen when they are.
    hosts: HOSTS.map(name => ({
      ...{ name, read_only: name === 'sealed' },
      ...{ state: 'connecting', last_sync_at: null },
    })),
    containers: CONTAINERS.map(({ host, name, id }) => ({
      ...{ host, name, id, labels: labelsOf(name) },
      entity_ref: labelsOf(name)[LABEL_ENTITY_REF] ?? null,
      claimed_ref: claimed.includes(name) ? entityRefOf(name) : null,
      trusted_ref: name === 'trusted' ? entityRefOf(name) : null,
      removed_at: name === 'gone' ? Date.now() - 60_000 : null,
    })),
    claims: CONTAINERS.filter(({ name }) => claimed.includes(name)).map(
      ({ host, id, name }) => ({
        ...{ host, id, entity_ref: entityRefOf(name) },
        source: 'container-name',
        trusted: name === 'trusted',
      }),
    ),
    owners: Object.fromEntries(
      ENTITIES.map(({ metadata: { name } }) => [
        entityRefOf(name),
        [teamOf(OWNERS[name] ?? 'stranger')],
      ]),
    ),
  });
}

/** An event of the log, and whom it is about. */
export interface KnownEvent {
  id: string;
  at: number;
  /** Whether it was there before the scene was. */
  isOld: boolean;
  /** The name of a container, `host` or `settings`. */
  subject: string;
  containerId?: string;
}

/**
 * Appends something about everything, as the parts of the plugin do.
 *
 * @returns all that is in the log then, the oldest first.
 */
export async function appendScene(knex: Knex): Promise<KnownEvent[]> {
  const before = await readEventRows(knex);
  const common = {
    occurredAt: new Date().toISOString(),
    severity: 'info',
    inferred: false,
  } as const;
  const lost = place('open', 'lost');
  const events: NewEvent[] = [
    ...[...CONTAINERS, lost].flatMap(({ host, name, id }): NewEvent[] => [
      {
        ...common,
        ...{ source: 'container', kind: 'container.died', host },
        ...{ containerId: id, containerName: name, entityRef: undefined },
        message: `Container ${name} died`,
        details: {},
      },
      {
        ...common,
        ...{ source: 'user', kind: 'user.container-action', host },
        ...{ containerId: id, containerName: name },
        actor: 'user:default/admin',
        message: `Container ${name} was started`,
        details: { action: 'start', outcome: 'succeeded' },
      },
    ]),
    ...HOSTS.map(
      (host): NewEvent => ({
        ...common,
        ...{ source: 'host', kind: 'host.connected', host },
        message: `Host ${host} is connected`,
        details: { product: 'docker', version: '1', apiVersion: '1.47' },
      }),
    ),
    {
      ...common,
      ...{ source: 'settings', kind: 'settings.changed' },
      message: 'Settings changed',
      details: { version: 1, changes: [] },
    },
  ];
  await knex.transaction(tx => appendEvents({ tx, events, now: Date.now() }));
  const rows = await readEventRows(knex);
  return rows.map((row, index) => ({
    isOld: index < before.length,
    id: String(row.id),
    at: Number(row.at),
    subject: row.container_name ?? row.source,
    ...(row.container_id !== null && { containerId: row.container_id }),
  }));
}

function readEventRows(knex: Knex): Promise<EventRow[]> {
  return knex<EventRow>(EVENTS_TABLE).orderBy('id');
}
