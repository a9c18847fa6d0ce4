import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createTestDatabases } from './__testUtils__/testDatabases';
import { migrateDatabase } from './migrateDatabase';
import { toContainerRow } from './containerRows';
import {
  CONTAINER_LABELS_TABLE,
  CONTAINERS_TABLE,
  CONTAINER_CLAIMS_TABLE,
  ENTITY_OWNERS_TABLE,
  EVENTS_TABLE,
  HOSTS_TABLE,
  LEASES_TABLE,
  ENTITY_THRESHOLDS_TABLE,
  SETTINGS_TABLE,
  SIZES_TABLE,
  SNOOZES_TABLE,
  STALE_TABLE,
} from './tables';

jest.setTimeout(120_000);

const directory = resolve(__dirname, '../../migrations');
const files = readdirSync(directory).sort();
const databases = createTestDatabases();

async function insertContainer(knex: Knex) {
  const { run, ...row } = toContainerRow('nas', {
    id: 'a'.repeat(64),
    workload: 'nas/name:web',
    name: 'web',
    image: 'web',
    imageId: 'sha256:1',
    state: 'running',
    health: 'none',
    createdAt: 1,
    restartCount: 0,
    ports: [],
    labels: {},
  });
  await knex(CONTAINERS_TABLE).insert(row);
  return { host: row.host, id: row.id };
}

/** Rows that each migration's tables must take; add to it with each file. */
const rows: Record<string, (knex: Knex) => Promise<void>> = {
  '20261124000000_inventory.js': async knex => {
    await knex(HOSTS_TABLE).insert({
      name: 'nas',
      title: 'NAS',
      state: 'connected',
      state_since: 1,
      addresses: '[]',
      simulated: false,
      read_only: true,
    });
    await insertContainer(knex);
    await knex(CONTAINER_LABELS_TABLE).insert({
      host: 'nas',
      id: 'a'.repeat(64),
      label_key: 'a',
      label_value: 'b',
    });
    await knex(ENTITY_OWNERS_TABLE).insert({
      entity_ref: 'component:default/web',
      owner_ref: 'group:default/shop',
    });
    await expect(knex(HOSTS_TABLE).first()).resolves.toMatchObject({
      name: 'nas',
      revision: expect.anything(),
    });
    // Labels go with their container.
    await knex(CONTAINERS_TABLE).delete();
    await expect(knex(CONTAINER_LABELS_TABLE)).resolves.toEqual([]);
  },
  '20261124000001_event_log.js': async knex => {
    // What was there stays.
    await expect(knex(HOSTS_TABLE).first()).resolves.toMatchObject({
      name: 'nas',
      event_cursor: null,
    });
    await knex(HOSTS_TABLE).update({ event_cursor: '{}' });
    await knex(EVENTS_TABLE).insert({
      at: 1,
      occurred_at: 1,
      severity: 'info',
      source: 'host',
      kind: 'host.connected',
      inferred: false,
      message: '',
      details: '{}',
    });
    const lease = { name: 'x', holder: 'a', fence: 1, expires_at: 1 };
    await knex(LEASES_TABLE).insert(lease);
    await expect(
      (async () => knex(LEASES_TABLE).insert(lease))(),
    ).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
  },
  '20261125000000_event_reading.js': async knex => {
    await knex(EVENTS_TABLE).update({ proxy_id: 'a' });
    await expect(
      knex(EVENTS_TABLE).where({ proxy_id: 'a', kind: 'host.connected' }),
    ).resolves.toMatchObject([{ at: expect.anything() }]);
  },
  '20261125100000_settings.js': async knex => {
    // The row is there from the beginning, and there is no second one.
    const [row, ...others] = await knex(SETTINGS_TABLE);
    expect(others).toEqual([]);
    expect({ ...row, version: Number(row.version) }).toEqual({
      id: 1,
      version: 0,
      overrides: '{}',
      changed_at: null,
      changed_by: null,
    });
    await expect(
      (async () => knex(SETTINGS_TABLE).insert(row))(),
    ).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
    await knex(SETTINGS_TABLE).update({ changed_by: 'u'.repeat(255) });
  },
  '20261125200000_claims.js': async knex => {
    const container = await insertContainer(knex);
    await expect(knex(CONTAINERS_TABLE).first()).resolves.toMatchObject({
      claimed_ref: null,
      trusted_ref: null,
    });
    await knex(CONTAINER_CLAIMS_TABLE).insert({
      ...container,
      entity_ref: 'component:default/web',
      source: 'selector',
      trusted: true,
    });
    // Claims go with their container.
    await knex(CONTAINERS_TABLE).delete();
    await expect(knex(CONTAINER_CLAIMS_TABLE)).resolves.toEqual([]);
  },
  '20261126000000_stale.js': async knex => {
    const container = await insertContainer(knex);
    await knex(STALE_TABLE).insert({
      ...container,
      since: 1,
      threshold_days: 7,
      threshold_from: 'settings',
      reasons: '[]',
    });
    await knex(SIZES_TABLE).insert({
      ...container,
      container_bytes: 5e12,
      anonymous_volumes: 0,
      volume_bytes: 0,
      image_bytes: 0,
      measured_at: 1,
    });
    await knex(SNOOZES_TABLE).insert({
      host: 'nas',
      workload: 'nas/name:web',
      until: 1,
      by: 'user:default/ada',
      at: 1,
    });
    await knex(ENTITY_THRESHOLDS_TABLE).insert({
      entity_ref: 'component:default/web',
      value: '30',
    });
    // What is said of a container goes with it; a snooze waits for the next one.
    await knex(CONTAINERS_TABLE).delete();
    await expect(knex(STALE_TABLE)).resolves.toEqual([]);
    await expect(knex(SIZES_TABLE)).resolves.toEqual([]);
    await expect(knex(SNOOZES_TABLE)).resolves.toHaveLength(1);
  },
};

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, take rows, and go down again, one by one', async () => {
    const knex = await databases.init(id);
    expect(Object.keys(rows)).toEqual(files);
    for (const file of files) {
      await knex.migrate.up({ directory });
      await rows[file](knex);
    }
    for (const _ of files) {
      await knex.migrate.down({ directory });
    }
    await expect(knex.schema.hasTable(HOSTS_TABLE)).resolves.toBe(false);
    await knex.migrate.latest({ directory });
    await expect(knex(HOSTS_TABLE)).resolves.toEqual([]);
  });

  it('are left to the installation when it says so', async () => {
    const knex = await databases.init(id);
    const skipping = mockServices.database({
      knex,
      migrations: { skip: true },
    });
    expect(await migrateDatabase(skipping)).toBe(knex);
    await expect(knex.schema.hasTable(HOSTS_TABLE)).resolves.toBe(false);
    await migrateDatabase(mockServices.database({ knex }));
    await expect(knex.schema.hasTable(HOSTS_TABLE)).resolves.toBe(true);
  });
});
