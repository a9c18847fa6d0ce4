import { mockServices } from '@backstage/backend-test-utils';
import { ContainerEngine } from 'backstage-plugin-docker-watcher-node';
import { InventoryStore } from '../../inventory/InventoryStore';
import { LeaseStore } from '../../lib/Lease';
import { FakeClock } from '../../lib/__testUtils__/FakeClock';
import { WatchedHost } from '../WatchedHost';
import { WatchSupervisor } from '../WatchSupervisor';

const LIMIT_MS = 30_000;

/** Hosts watched over a real store while a test moves the clock. */
export class WatchScene {
  readonly clock: FakeClock;
  readonly logger = mockServices.logger.mock();
  readonly onChanged = jest.fn();
  readonly #store: InventoryStore;
  readonly #leases: LeaseStore;
  /** Calls for leases that are under way. */
  #asking = 0;
  readonly #supervisors: WatchSupervisor[] = [];

  constructor(
    store: InventoryStore,
    leases: LeaseStore,
    clock: FakeClock = new FakeClock(),
  ) {
    this.clock = clock;
    this.#store = store;
    const track =
      <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        this.#asking += 1;
        try {
          return await call(...args);
        } finally {
          this.#asking -= 1;
        }
      };
    this.#leases = {
      acquire: track(leases.acquire.bind(leases)),
      renew: track(leases.renew.bind(leases)),
      release: track(leases.release.bind(leases)),
    };
  }

  /** Begins to watch; a second call is a second replica. */
  watch(hosts: WatchedHost[], keepRemovedMs = 60 * 60_000): WatchSupervisor {
    const supervisor = WatchSupervisor.create({
      hosts,
      store: this.#store,
      leases: this.#leases,
      holder: `replica ${this.#supervisors.length + 1}`,
      clock: this.clock,
      logger: this.logger,
      reconcileIntervalMs: 30_000,
      keepRemovedMs,
      onChanged: this.onChanged,
      random: () => 0.5,
    });
    this.#supervisors.push(supervisor);
    supervisor.start();
    return supervisor;
  }

  /** Lets time pass, second by second, until the condition holds. */
  async until(condition: () => Promise<boolean> | boolean): Promise<void> {
    const end = Date.now() + LIMIT_MS;
    while (!(await condition())) {
      if (Date.now() > end) {
        throw new Error(`Waited in vain until ${condition}`);
      }
      await this.pass(1);
    }
  }

  /** Waits for the condition while the clock stands still. */
  async settled(condition: () => Promise<boolean> | boolean): Promise<void> {
    const end = Date.now() + LIMIT_MS;
    while (!(await condition())) {
      if (Date.now() > end) {
        throw new Error(`Waited in vain for ${condition}`);
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  /** Lets so many seconds pass, with time for a database in each. */
  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      await this.clock.advance(1000);
      await new Promise(resolve => setTimeout(resolve, 1));
      // Else leases would run out by a clock that outpaces a real database.
      for (let i = 0; this.#asking > 0 && i < 50; i++) {
        await new Promise(resolve => setTimeout(resolve, 1));
      }
    }
  }

  /** @throws when something is left that would go on. */
  async stop(): Promise<void> {
    await Promise.all(this.#supervisors.map(supervisor => supervisor.stop()));
    if (this.clock.pending) {
      throw new Error(`${this.clock.pending} timers are left after the stop`);
    }
  }
}

export function watched(name: string, engine: ContainerEngine): WatchedHost {
  return {
    name,
    title: name,
    addresses: [],
    readOnly: false,
    simulated: false,
    engine,
  };
}
