import { DatabaseInventoryStore } from '../../src/database/DatabaseInventoryStore';
import { Clock } from '../../src/lib/Clock';

/** The host that benches watch. */
export const HOST = 'bench';

/** Makes it the one host there is. */
export async function registerHost(
  store: DatabaseInventoryStore,
  clock: Clock,
): Promise<void> {
  await store.syncHosts(
    [
      {
        name: HOST,
        title: 'Bench',
        addresses: [],
        readOnly: false,
        simulated: false,
      },
    ],
    { now: clock.now(), freshSince: 0 },
  );
}
