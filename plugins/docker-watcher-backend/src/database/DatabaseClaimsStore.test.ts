import { ContainerClaim } from 'backstage-plugin-docker-watcher-common';
import { Knex } from 'knex';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { SystemClock } from '../lib/SystemClock';
import { DatabaseClaimsStore } from './DatabaseClaimsStore';
import { DatabaseEntityOwnersStore } from './DatabaseEntityOwnersStore';
import { DatabaseEventLogStore } from './DatabaseEventLogStore';
import { DatabaseInventoryReader } from './DatabaseInventoryReader';
import { DatabaseInventoryStore } from './DatabaseInventoryStore';
import { idOf, seed } from './__testUtils__/inventoryRows';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './__testUtils__/testDatabases';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const web = { host: 'local', id: idOf('local/web') };
const api = { host: 'local', id: idOf('local/api') };

function claim(
  name: string,
  given: Partial<ContainerClaim> = {},
): ContainerClaim {
  return {
    entityRef: `component:default/${name}`,
    source: 'selector',
    trusted: false,
    ...given,
  };
}

describe.each(databases.eachSupportedId())('DatabaseClaimsStore on %s', id => {
  let knex: Knex;
  let store: DatabaseClaimsStore;
  let reader: DatabaseInventoryReader;

  beforeEach(async () => {
    knex = await createMigratedDatabase(databases, id);
    store = DatabaseClaimsStore.create({ knex });
    reader = DatabaseInventoryReader.create({ knex });
  });

  const names = async (
    ...args: Parameters<DatabaseInventoryReader['listContainers']>
  ) => (await reader.listContainers(...args)).items.map(({ name }) => name);

  it('lists what claims go by, with the labels that are asked for', async () => {
    const long = 'k'.repeat(300);
    await seed(knex, {
      containers: [
        {
          name: 'web',
          compose_project: 'shop',
          compose_service: 'web',
          labels: { app: 'shop', other: 'x', [long]: 'v', constructor: 'c' },
        },
        { name: 'gone', removed_at: 1, labels: { app: 'old' } },
      ],
    });
    const labelKeys = ['app', long, 'constructor', '__proto__'];
    const present = await store.listContainers({ scope: 'present', labelKeys });
    expect(present).toEqual([
      {
        ...web,
        name: 'web',
        project: 'shop',
        service: 'web',
        labels: { app: 'shop', [long]: 'v', constructor: 'c' },
      },
    ]);
    const all = await store.listContainers({ scope: 'all', labelKeys: [] });
    expect(all.map(({ name, labels }) => [name, labels])).toEqual(
      expect.arrayContaining([
        ['web', {}],
        ['gone', {}],
      ]),
    );
  });

  it('links a container to the only entity that claims it, and to none of several', async () => {
    await seed(knex, {
      containers: [
        { name: 'web' },
        { name: 'api' },
        { name: 'labelled', entity_ref: 'component:default/own' },
        { name: 'free' },
      ],
      owners: {
        'component:default/a': ['group:default/a'],
        'component:default/b': ['group:default/b'],
        'component:default/own': ['group:default/own'],
      },
    });
    const labelled = { host: 'local', id: idOf('local/labelled') };
    await store.saveClaims([
      { ...web, claims: [claim('a', { trusted: true })] },
      { ...api, claims: [claim('a'), claim('b', { source: 'compose' })] },
      { ...labelled, claims: [claim('a', { trusted: true }), claim('own')] },
      { host: 'local', id: 'f'.repeat(64), claims: [claim('forgotten')] },
    ]);
    expect(await reader.getContainer(web)).toMatchObject({
      entityRef: 'component:default/a',
      claims: [claim('a', { trusted: true })],
      ownerRefs: ['group:default/a'],
    });
    const contested = await reader.getContainer(api);
    expect(contested).toMatchObject({
      claims: [claim('a'), claim('b', { source: 'compose' })],
      ownerRefs: [],
    });
    expect(contested).not.toHaveProperty('entityRef');
    expect(await reader.getContainer(labelled)).toMatchObject({
      entityRef: 'component:default/own',
      claims: [
        claim('own', { source: 'label', trusted: true }),
        claim('a', { trusted: true }),
      ],
      ownerRefs: ['group:default/own'],
    });

    const owner = (ref: string, by?: 'any-claim'): ContainerFilter => ({
      condition: 'owner',
      ownerRefs: [`group:default/${ref}`],
      by,
    });
    expect(await names({}, owner('a'))).toEqual(['web']);
    expect(await names({}, owner('a', 'any-claim'))).toEqual(['api', 'web']);
    expect(await names({}, owner('b'))).toEqual([]);
    expect(await names({}, owner('b', 'any-claim'))).toEqual(['api']);
    expect(await names({}, owner('own', 'any-claim'))).toEqual(['labelled']);
    expect(await names({ ownerRefs: ['group:default/b'] }, undefined)).toEqual([
      'api',
    ]);
    expect(
      await names({ entityRef: ['component:default/A'] }, undefined),
    ).toEqual(['web']);
    expect(await names({ claimed: false }, undefined)).toEqual(['free']);
    expect(await names({ claimed: true }, undefined)).toEqual([
      'api',
      'labelled',
      'web',
    ]);

    // Trust that is withdrawn leaves sight, and a claim that is withdrawn nothing.
    await store.saveClaims([
      { ...web, claims: [claim('a')] },
      { ...api, claims: [] },
    ]);
    expect(await names({}, owner('a'))).toEqual([]);
    expect(await names({}, owner('a', 'any-claim'))).toEqual(['web']);
    expect(
      Object.fromEntries(await store.listClaims({ scope: 'all' })),
    ).toEqual({
      [`local/${web.id}`]: [claim('a')],
      [`local/${labelled.id}`]: [claim('a', { trusted: true }), claim('own')],
    });
    await expect(
      DatabaseEntityOwnersStore.create({ knex }).listEntityRefs(),
    ).resolves.toEqual(['component:default/a', 'component:default/own']);
  });

  it('keeps claims through commits of the watcher, whose events carry trusted ones alone', async () => {
    const clock = new SystemClock();
    const inventory = DatabaseInventoryStore.create({ knex, clock });
    await inventory.syncHosts(
      [
        {
          name: 'local',
          title: 'local',
          addresses: [],
          readOnly: false,
          simulated: false,
        },
      ],
      { now: 1, freshSince: 0 },
    );
    const events = DatabaseEventLogStore.create({ knex });
    let revision = 0;
    const commit = async (labels: Record<string, string> = {}) => {
      const before = await store.readRevision();
      const outcome = await inventory.commit({
        host: 'local',
        revision,
        removals: [],
        upserts: [web, api].map(({ id: containerId }) => ({
          container: {
            id: containerId,
            workload: `local/name:${containerId}`,
            name: containerId === web.id ? 'web' : 'api',
            image: 'x',
            imageId: 'sha256:x',
            state: 'running' as const,
            health: 'none' as const,
            createdAt: 1,
            restartCount: revision,
            ports: [],
            labels,
          },
          labelsChanged: true,
        })),
        events: [web, api].map(ref => ({
          kind: 'container.started' as const,
          severity: 'info' as const,
          source: 'container' as const,
          host: 'local',
          containerId: ref.id,
          occurredAt: '2026-01-01T00:00:00Z',
          // Even if somebody says so.
          entityRef: 'component:default/said',
          inferred: false,
          message: 'started',
          details: { image: 'x' },
        })),
      });
      expect(outcome.result).toBe('committed');
      revision = outcome.result === 'committed' ? outcome.revision : revision;
      expect(await store.readRevision()).not.toBe(before);
    };
    await commit();
    await store.saveClaims([
      { ...web, claims: [claim('a', { trusted: true })] },
      { ...api, claims: [claim('b')] },
    ]);
    await commit();
    expect(await reader.getContainer(web)).toMatchObject({
      entityRef: 'component:default/a',
      restartCount: 1,
    });
    expect(await reader.getContainer(api)).toMatchObject({
      entityRef: 'component:default/b',
    });
    const { events: told } = await events.read({ after: '0', limit: 10 });
    expect(told.map(({ entityRef }) => entityRef)).toEqual([
      undefined,
      undefined,
      'component:default/a',
      undefined,
    ]);
  });

  it('can be written by all replicas beside a watcher without a deadlock', async () => {
    const containers = Array.from({ length: 450 }, (_, i) => ({
      name: `c${i}`,
      host: i % 2 ? 'local' : 'far',
    }));
    await seed(knex, {
      hosts: [{ name: 'local' }, { name: 'far' }],
      containers,
    });
    const changes = containers.map(({ host, name }) => ({
      host,
      id: idOf(`${host}/${name}`),
      claims: [claim('a', { trusted: true })],
    }));
    await Promise.all([
      store.saveClaims(changes),
      store.saveClaims([...changes].reverse()),
      store.saveClaims(changes),
    ]);
    expect((await store.listClaims({ scope: 'present' })).size).toBe(450);
    const page = await reader.listContainers(
      { entityRef: ['component:default/a'], limit: 1 },
      { condition: 'owner', ownerRefs: [] },
    );
    expect(page.totalItems).toBe(0);
    expect(
      (await reader.listContainers({ claimed: true, limit: 1 }, undefined))
        .totalItems,
    ).toBe(450);
  });
});
