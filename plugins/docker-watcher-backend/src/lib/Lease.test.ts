import { getEventListeners } from 'node:events';
import { FakeClock } from './__testUtils__/FakeClock';
import { HeldLease, Lease, LeaseStore } from './Lease';

/** Keeps one lease, by a clock of its own, and can be taken away. */
class MemoryLeaseStore implements LeaseStore {
  mode: 'works' | 'fails' | 'hangs' = 'works';
  row = { holder: '', fence: 0, expiresAt: 0 };
  renewals = 0;
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async acquire({ name, holder, ttlMs }: Parameters<LeaseStore['acquire']>[0]) {
    await this.#answer();
    const now = this.#clock.monotonic();
    if (now < this.row.expiresAt) {
      return undefined;
    }
    const fence = this.row.fence + 1;
    this.row = { holder, fence, expiresAt: now + ttlMs };
    return { name, holder, fence: `${fence}` };
  }

  async renew(lease: HeldLease, ttlMs: number) {
    await this.#answer();
    if (lease.fence !== `${this.row.fence}`) {
      return false;
    }
    this.renewals += 1;
    this.row.expiresAt = this.#clock.monotonic() + ttlMs;
    return true;
  }

  async release(lease: HeldLease) {
    await this.#answer();
    if (lease.fence === `${this.row.fence}`) {
      this.row.expiresAt = 0;
    }
  }

  async #answer() {
    if (this.mode === 'hangs') {
      await new Promise(() => {});
    }
    if (this.mode === 'fails') {
      throw new Error('away');
    }
  }
}

describe('Lease', () => {
  function create() {
    const clock = new FakeClock();
    const store = new MemoryLeaseStore(clock);
    const lease = (holder: string) =>
      Lease.create({ store, clock, name: 'host:nas', holder, ttlMs: 9000 });
    return { clock, store, lease };
  }

  /** Keeps a lease with a duty that lasts until it is told to end. */
  async function keep(scene: ReturnType<typeof create>) {
    const lease = scene.lease('a');
    const held = await lease.tryAcquire();
    if (!held) {
      throw new Error('somebody has it');
    }
    const stopping = new AbortController();
    const duty = { endedAt: -1 };
    const running = lease.keep(held, stopping.signal, async signal => {
      await scene.clock.sleep(1e9, signal);
      duty.endedAt = scene.clock.monotonic();
    });
    return { stopping, duty, running };
  }

  it('is renewed for as long as the duty lasts, and released at its end', async () => {
    const scene = create();
    const { stopping, duty, running } = await keep(scene);
    await scene.clock.advance(60_000);
    expect(scene.store.renewals).toBe(20);
    await expect(scene.lease('b').tryAcquire()).resolves.toBeUndefined();
    expect(duty.endedAt).toBe(-1);
    stopping.abort();
    await running;
    expect(scene.clock.pending).toBe(0);
    expect(getEventListeners(stopping.signal, 'abort')).toEqual([]);
    await expect(scene.lease('b').tryAcquire()).resolves.toEqual({
      name: 'host:nas',
      holder: 'b',
      fence: '2',
    });
  });

  it.each(['fails', 'hangs'] as const)(
    'outlives a store that %s for less than its time to live, and no longer',
    async mode => {
      const scene = create();
      const { duty, running } = await keep(scene);
      await scene.clock.advance(3000);
      scene.store.mode = mode;
      await scene.clock.advance(5900);
      scene.store.mode = 'works';
      await scene.clock.advance(60_000);
      expect(duty.endedAt).toBe(-1);

      scene.store.mode = mode;
      const awaySince = scene.clock.monotonic();
      await scene.clock.advance(30_000);
      // Nobody can have taken it over before.
      expect(duty.endedAt - awaySince).toBeGreaterThan(5_900);
      expect(duty.endedAt - awaySince).toBeLessThanOrEqual(12_000);
      await running;
      expect(scene.clock.pending).toBe(0);
      scene.store.mode = 'works';
      await expect(scene.lease('b').tryAcquire()).resolves.toMatchObject({
        fence: '2',
      });
    },
  );

  it('ends the duty when somebody else has taken it over, and leaves it to them', async () => {
    const scene = create();
    const { duty, running } = await keep(scene);
    await scene.clock.advance(10_000);
    scene.store.row = { holder: 'b', fence: 2, expiresAt: 1e9 };
    await scene.clock.advance(3000);
    await running;
    expect(duty.endedAt).toBeGreaterThan(10_000);
    expect(scene.store.row).toEqual({ holder: 'b', fence: 2, expiresAt: 1e9 });
    expect(scene.clock.pending).toBe(0);
  });

  it('can be stopped while the store hangs', async () => {
    const scene = create();
    const { stopping, running } = await keep(scene);
    scene.store.mode = 'hangs';
    await scene.clock.advance(3500);
    stopping.abort();
    await scene.clock.advance(3000);
    await running;
    expect(scene.clock.pending).toBe(0);
  });

  it('passes on what the duty throws, released', async () => {
    const { lease, store } = create();
    const held = await lease('a').tryAcquire();
    const { signal } = new AbortController();
    await expect(
      lease('a').keep(held!, signal, async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    expect(store.row.expiresAt).toBe(0);
  });
});
