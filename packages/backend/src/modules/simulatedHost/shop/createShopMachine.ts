import { SimulatedMachine } from '../SimulatedMachine';
import { shopContainers as shop } from './shopContainers';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * A machine on which the shop has been running for some time.
 *
 * @param options - `began`: when it was first looked at. Built again with the same, as
 * after a restart of the portal, its containers are on the runs they were on.
 */
export function createShopMachine(options: {
  now: () => number;
  began?: number;
}): SimulatedMachine {
  const { now, began = now() } = options;
  let isBuilt = false;
  const machine = new SimulatedMachine({
    now: () => (isBuilt ? now() : began),
  });

  machine.start(machine.create(shop.registry, 90 * DAY), 40 * DAY);
  const wiki = machine.create(shop.wiki, 120 * DAY);
  machine.start(wiki, 60 * DAY);
  machine.die(wiki, { exitCode: 143 }, 23 * DAY);
  machine.start(machine.create(shop.metrics, 40 * DAY), 40 * DAY);
  machine.create(shop.loadTest, 5 * DAY);

  const ended = (
    spec: (typeof shop)['importer'],
    { exitCode, daysAgo }: { exitCode: number; daysAgo: number },
  ) => {
    const id = machine.create(spec, (daysAgo + 2) * DAY);
    machine.start(id, (daysAgo + 1) * DAY);
    machine.die(id, { exitCode }, daysAgo * DAY);
  };
  ended(shop.oldRegistry, { exitCode: 2, daysAgo: 64 });
  ended(shop.rescue, { exitCode: 0, daysAgo: 50 });
  ended(shop.quarter, { exitCode: 0, daysAgo: 40 });
  machine.create(shop.seed, 21 * DAY);
  ended(shop.importer, { exitCode: 137, daysAgo: 11 });

  const db = machine.create(shop.db, 21 * DAY);
  machine.start(db, 21 * DAY);
  machine.setHealth(db, 'healthy');
  machine.start(machine.create(shop.cache, 21 * DAY), 21 * DAY);

  const migrate = machine.create(shop.migrate, 6 * DAY);
  machine.start(migrate, 6 * DAY);
  machine.die(migrate, { exitCode: 0 }, 6 * DAY - 40_000);
  for (const spec of [shop.api, shop.worker, shop.web1, shop.web2]) {
    const id = machine.create(spec, 6 * DAY);
    machine.start(id, 6 * DAY);
    machine.setHealth(id, 'healthy');
  }
  const recommender = machine.create(shop.recommender, 4 * DAY);
  machine.start(recommender, 4 * DAY);
  machine.setHealth(recommender, 'healthy');
  const search = machine.create(shop.search, 6 * DAY);
  machine.start(search, 2 * DAY);
  machine.setHealth(search, 'unhealthy');

  const backup = machine.create(shop.backup, 9 * HOUR);
  machine.start(backup, 9 * HOUR);
  machine.die(backup, { exitCode: 137, oomKilled: true }, 8 * HOUR);

  const batch = machine.create(shop.batch, 3 * HOUR);
  machine.start(batch, 3 * HOUR);
  machine.pause(batch);

  const mailer = machine.create(shop.mailer, 2 * HOUR);
  machine.start(mailer, 60_000);
  machine.die(mailer, { exitCode: 1, restarting: true });

  // It was all there before anybody looked.
  machine.events.forget();
  isBuilt = true;
  return machine;
}
