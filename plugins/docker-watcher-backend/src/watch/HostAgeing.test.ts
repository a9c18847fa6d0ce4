import { mockServices } from '@backstage/backend-test-utils';
import {
  createMigratedDatabase,
  createTestDatabases,
} from '../database/__testUtils__/testDatabases';
import { DatabaseInventoryStore } from '../database/DatabaseInventoryStore';
import { EVENTS_TABLE, HOSTS_TABLE, HostRow } from '../database/tables';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { HostAgeing } from './HostAgeing';

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('HostAgeing on %s', databaseId => {
  it('calls a host unreachable once when nobody stores it any more, and leaves others alone', async () => {
    const knex = await createMigratedDatabase(databases, databaseId);
    const clock = new FakeClock();
    const store = DatabaseInventoryStore.create({ knex, clock });
    const hosts = ['stuck', 'fresh', 'gone'].map(name => ({
      name,
      title: name,
      addresses: [],
      readOnly: false,
      simulated: false,
    }));
    await store.syncHosts(hosts, { now: clock.now(), freshSince: 0 });
    const sync = async (host: string) =>
      store.commit({
        host,
        revision: 0,
        syncedAt: clock.now(),
        status: { state: 'connected', at: clock.now() },
        upserts: [],
        removals: [],
        events: [],
      });
    await sync('stuck');
    await store.saveHost('gone', {
      state: 'unreachable',
      at: clock.now(),
      error: 'found nobody listening',
    });
    const onChanged = jest.fn();
    const ageing = HostAgeing.create({
      hosts,
      store,
      clock,
      logger: mockServices.logger.mock(),
      reconcileIntervalMs: 30_000,
      onChanged,
    });
    const stopping = new AbortController();
    const running = ageing.run(stopping.signal);

    const states = async () => {
      const rows = await knex<HostRow>(HOSTS_TABLE).orderBy('name');
      return rows.map(({ name, state, error }) => [name, state, error]);
    };
    const passes = async (ms: number, isDone: () => Promise<boolean>) => {
      for (let i = 0; i < ms / 30_000; i++) {
        await sync('fresh');
        await clock.advance(30_000);
        // The clock may outrun the database.
        await states();
      }
      for (let i = 0; i < 200 && !(await isDone()); i++) {
        await sync('fresh');
        await clock.advance(30_000);
        await new Promise(resolve => setTimeout(resolve, 10));
      }
    };
    await passes(150_000, async () => (await states())[2][1] === 'unreachable');
    await sync('fresh');
    await expect(states()).resolves.toEqual([
      ['fresh', 'connected', null],
      ['gone', 'unreachable', 'found nobody listening'],
      [
        'stuck',
        'unreachable',
        expect.stringMatching(/^Nothing of host 'stuck' was stored for 120 s/),
      ],
    ]);
    await passes(150_000, async () => true);
    expect(onChanged).toHaveBeenCalledTimes(1);
    await expect(
      knex(EVENTS_TABLE).where({ kind: 'host.unreachable' }),
    ).resolves.toMatchObject([{ host: 'stuck' }]);

    stopping.abort();
    await running;
    expect(clock.pending).toBe(0);
  });
});
