import { Knex } from 'knex';
import { SettingsOutcome } from '../settings/SettingsStore';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './__testUtils__/testDatabases';
import { DatabaseEventLogStore } from './DatabaseEventLogStore';
import { DatabaseSettingsStore } from './DatabaseSettingsStore';
import { EVENTS_TABLE, SETTINGS_TABLE } from './tables';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const NOW = Date.parse('2026-01-01T10:00:00Z');

describe.each(databases.eachSupportedId())(
  'the store of settings on %s',
  databaseId => {
    let knex: Knex;
    let store: DatabaseSettingsStore;

    beforeEach(async () => {
      knex = await createMigratedDatabase(databases, databaseId);
      store = DatabaseSettingsStore.create({ knex });
    });

    const events = async () => {
      const eventLog = DatabaseEventLogStore.create({ knex });
      return (await eventLog.read({ after: '0', limit: 500 })).events;
    };

    const update = (version: number, thresholdDays?: number) =>
      store.update({
        version,
        overrides: thresholdDays ? { stale: { thresholdDays } } : {},
        actor: 'user:default/ada',
        now: NOW + version,
      });

    it('begins with version 0 and nothing set', async () => {
      expect(await store.read()).toEqual({ version: 0, overrides: {} });
    });

    it('keeps each change with the event that tells of it', async () => {
      const first = await update(0, 10);
      expect(first).toEqual({
        result: 'changed',
        settings: {
          version: 1,
          overrides: { stale: { thresholdDays: 10 } },
          changedAt: NOW,
          changedBy: 'user:default/ada',
        },
      });
      expect(await store.read()).toEqual(first.settings);
      const second = await update(1);
      expect(await store.read()).toEqual({
        version: 2,
        overrides: {},
        changedAt: NOW + 1,
        changedBy: 'user:default/ada',
      });
      expect(second.settings).toEqual(await store.read());
      expect(await events()).toEqual([
        {
          id: expect.any(String),
          at: '2026-01-01T10:00:00.000Z',
          occurredAt: '2026-01-01T10:00:00.000Z',
          kind: 'settings.changed',
          source: 'settings',
          severity: 'info',
          actor: 'user:default/ada',
          inferred: false,
          message: expect.stringContaining(
            'stale.thresholdDays from config to 10',
          ),
          details: {
            version: 1,
            changes: [{ field: 'stale.thresholdDays', from: 'config', to: 10 }],
          },
        },
        expect.objectContaining({
          actor: 'user:default/ada',
          details: {
            version: 2,
            changes: [{ field: 'stale.thresholdDays', from: 10, to: 'config' }],
          },
        }),
      ]);
    });

    it('writes nothing for a change that changes nothing', async () => {
      await update(0, 10);
      const before = await store.read();
      expect(await update(1, 10)).toEqual({
        result: 'unchanged',
        settings: before,
      });
      expect(await store.read()).toEqual(before);
      expect(await events()).toHaveLength(1);
    });

    it('refuses a change from another version and says what there is', async () => {
      await update(0, 10);
      const before = await store.read();
      for (const version of [0, 2, Number.MAX_SAFE_INTEGER]) {
        expect(await update(version, 11)).toEqual({
          result: 'conflict',
          settings: before,
        });
      }
      expect(await store.read()).toEqual(before);
      expect(await events()).toHaveLength(1);
    });

    it('lets exactly one of many changes at once win', async () => {
      for (let version = 0; version < 3; version += 1) {
        const outcomes: SettingsOutcome[] = await Promise.all(
          Array.from({ length: 8 }, (_, index) =>
            update(version, 100 * (version + 1) + index),
          ),
        );
        const won = outcomes.filter(({ result }) => result === 'changed');
        expect(won).toHaveLength(1);
        expect(await store.read()).toEqual(won[0].settings);
        expect(outcomes.filter(({ result }) => result === 'conflict')).toEqual(
          Array.from({ length: 7 }, () => ({
            result: 'conflict',
            settings: won[0].settings,
          })),
        );
      }
      expect(
        (await events()).map(
          ({ details }) => 'version' in details && details.version,
        ),
      ).toEqual([1, 2, 3]);
    });

    it('keeps the settings as they were when the event cannot be appended', async () => {
      await update(0, 10);
      const before = await store.read();
      await knex.schema.renameTable(EVENTS_TABLE, 'away');
      await expect(update(1, 11)).rejects.toMatchObject({
        message: expect.stringContaining(EVENTS_TABLE),
      });
      expect(await store.read()).toEqual(before);
      await knex.schema.renameTable('away', EVENTS_TABLE);
      expect((await update(1, 11)).result).toBe('changed');
    });

    it('passes over what a newer version has set', async () => {
      await knex(SETTINGS_TABLE).update({
        overrides: '{"stale":{"thresholdDays":4,"scope":"all"},"later":1}',
      });
      expect((await store.read()).overrides).toEqual({
        stale: { thresholdDays: 4 },
      });
    });

    it('says what is wrong when the row is gone', async () => {
      await knex(SETTINGS_TABLE).delete();
      await expect(store.read()).rejects.toThrow(
        "docker_watcher_settings has lost its only row. Insert one with id 1, version 0 and overrides '{}'.",
      );
    });
  },
);
