import { Knex } from 'knex';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';
import { isLeaseHeld } from './operations/isLeaseHeld';
import { LEASES_TABLE, LeaseRow } from './tables';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './__testUtils__/testDatabases';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const name = 'host:nas';
const ttlMs = 60_000;

describe.each(databases.eachSupportedId())(
  'DatabaseLeaseStore on %s',
  databaseId => {
    let knex: Knex;
    let store: DatabaseLeaseStore;

    beforeEach(async () => {
      knex = await createMigratedDatabase(databases, databaseId);
      store = DatabaseLeaseStore.create({ knex });
    });

    /** As if so much time had passed in the database. */
    async function pass(ms: number) {
      await knex(LEASES_TABLE).update({
        expires_at: knex.raw('expires_at - ?', [ms]),
      });
    }

    async function acquired(holder: string) {
      const lease = await store.acquire({ name, holder, ttlMs });
      if (!lease) {
        throw new Error('somebody has it');
      }
      return lease;
    }

    it('gives a lease to one of many who ask at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          store.acquire({ name, holder: `replica ${i}`, ttlMs }),
        ),
      );
      expect(answers.filter(Boolean)).toEqual([
        { name, holder: expect.stringMatching(/^replica/), fence: '1' },
      ]);
      await expect(
        store.acquire({ name: 'host:other', holder: 'x', ttlMs }),
      ).resolves.toMatchObject({ fence: '1' });
    });

    it('counts by the time of the database, whatever ours is', async () => {
      const before = Date.now();
      await acquired('a');
      const row = await knex<LeaseRow>(LEASES_TABLE).first();
      // Of one machine here, so both clocks agree.
      expect(Number(row?.expires_at)).toBeGreaterThanOrEqual(
        before + ttlMs - 1000,
      );
      expect(Number(row?.expires_at)).toBeLessThanOrEqual(
        Date.now() + ttlMs + 1000,
      );
      const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 1e9);
      try {
        await expect(
          store.acquire({ name, holder: 'b', ttlMs }),
        ).resolves.toBeUndefined();
      } finally {
        now.mockRestore();
      }
    });

    it('is held by whoever renews it, and passes on with a higher fence when it expires', async () => {
      const first = await acquired('a');
      await pass(ttlMs - 5000);
      await expect(store.renew(first, ttlMs)).resolves.toBe(true);
      await pass(ttlMs - 5000);
      await expect(
        store.acquire({ name, holder: 'b', ttlMs }),
      ).resolves.toBeUndefined();

      await pass(5000);
      // Late, but nobody was faster.
      await expect(store.renew(first, ttlMs)).resolves.toBe(true);
      await pass(ttlMs);
      const second = await acquired('b');
      expect(second.fence).toBe('2');
      await expect(store.renew(first, ttlMs)).resolves.toBe(false);
      await store.release(first);
      await expect(store.renew(second, ttlMs)).resolves.toBe(true);
      await expect(
        store.acquire({ name, holder: 'a', ttlMs }),
      ).resolves.toBeUndefined();

      await store.release(second);
      const third = await acquired('b');
      expect(third.fence).toBe('3');
      await expect(store.renew(second, ttlMs)).resolves.toBe(false);
    });

    it('is checked in a transaction, by holder and fence', async () => {
      const first = await acquired('a');
      const check = (lease: typeof first) =>
        knex.transaction(tx => isLeaseHeld(tx, lease));
      await expect(check(first)).resolves.toBe(true);
      await expect(check({ ...first, holder: 'b' })).resolves.toBe(false);
      await expect(check({ ...first, fence: '2' })).resolves.toBe(false);
      await pass(ttlMs);
      await acquired('a');
      await expect(check(first)).resolves.toBe(false);
    });

    if (databaseId !== 'SQLITE_3') {
      it('is not taken over before a transaction that checked it has ended', async () => {
        const first = await acquired('a');
        await pass(ttlMs);
        const order: string[] = [];
        const tx = await knex.transaction();
        await expect(isLeaseHeld(tx, first)).resolves.toBe(true);
        const taking = store
          .acquire({ name, holder: 'b', ttlMs })
          .then(lease => {
            order.push('taken over');
            return lease;
          });
        await untilWaiting(knex);
        order.push('committed');
        await tx.commit();
        await expect(taking).resolves.toMatchObject({ fence: '2' });
        expect(order).toEqual(['committed', 'taken over']);
      });
    }
  },
);

/** Until another connection waits for a lock. */
async function untilWaiting(knex: Knex): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    const { rows } = await knex.raw(
      `select count(*) as count from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (Number(rows[0].count) > 0) {
      return;
    }
    if (Date.now() > end) {
      throw new Error('Nobody waits for a lock');
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
