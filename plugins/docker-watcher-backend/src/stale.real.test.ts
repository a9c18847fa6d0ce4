import { mockServices } from '@backstage/backend-test-utils';
import { Container } from 'backstage-plugin-docker-watcher-common';
import { Knex } from 'knex';
import { describeWithEngine } from './__testUtils__/describeWithEngine';
import { DockerDrive } from './__testUtils__/DockerDrive';
import { eventually } from './__testUtils__/eventually';
import {
  createMigratedDatabase,
  createTestDatabases,
} from './database/__testUtils__/testDatabases';
import { DatabaseActionLog } from './database/DatabaseActionLog';
import { DatabaseInventoryReader } from './database/DatabaseInventoryReader';
import { DatabaseInventoryStore } from './database/DatabaseInventoryStore';
import { DatabaseLeaseStore } from './database/DatabaseLeaseStore';
import { DatabaseReclaimableStore } from './database/DatabaseReclaimableStore';
import { DatabaseSnoozeStore } from './database/DatabaseSnoozeStore';
import { DatabaseStaleStore } from './database/DatabaseStaleStore';
import { DockerEngine } from './engine/DockerEngine';
import { SystemClock } from './lib/SystemClock';
import { ContainerLifecycle } from './lifecycle/ContainerLifecycle';
import { DefaultStaleService } from './services/DefaultStaleService';
import { DiskUsageMeter } from './stale/DiskUsageMeter';
import { StaleJudge } from './stale/StaleJudge';
import { StaleMonitor } from './stale/StaleMonitor';
import { watched } from './watch/__testUtils__/WatchScene';
import { WatchSupervisor } from './watch/WatchSupervisor';

jest.setTimeout(300_000);

const databases = createTestDatabases();
const DAY = 86_400_000;
const signal = new AbortController().signal;

/** To whom what ended just now ended eight days ago. */
class LateClock extends SystemClock {
  now(): number {
    return super.now() + 8 * DAY;
  }
}

describeWithEngine('stale containers of a real engine', engine => {
  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let drive: DockerDrive;
    let stops: (() => Promise<unknown>)[];

    beforeEach(async () => {
      knex = await createMigratedDatabase(databases, databaseId);
      drive = DockerDrive.create(engine);
      stops = [() => drive.dispose()];
    });
    afterEach(async () => {
      for (const stop of stops.reverse()) {
        await stop();
      }
    });

    /** Watches the engine as it is, and judges eight days later. */
    async function start() {
      const clock = new SystemClock();
      const late = new LateClock();
      const logger = mockServices.logger.mock();
      const real = DockerEngine.create({
        connection: engine.connection,
        hostName: 'real',
        ...{ clock, logger },
      });
      const leases = DatabaseLeaseStore.create({ knex });
      const hosts = new Map([['real', { engine: real }]]);
      const supervisor = WatchSupervisor.create({
        hosts: [watched('real', real)],
        store: DatabaseInventoryStore.create({ knex, clock }),
        ...{ leases, clock, logger, holder: 'me' },
        reconcileIntervalMs: 60_000,
        keepRemovedMs: DAY,
        onChanged: () => {},
      });
      const lifecycle = ContainerLifecycle.create({
        log: DatabaseActionLog.create({ knex, clock }),
        ...{ hosts, leases, clock, logger, holder: 'me' },
        onAppended: () => {},
      });
      stops.push(
        () => supervisor.stop(),
        () => lifecycle.stop(),
      );
      supervisor.start();
      const store = DatabaseStaleStore.create({ knex, clock: late });
      const snoozes = DatabaseSnoozeStore.create({ knex, clock: late });
      const inventory = DatabaseInventoryReader.create({ knex });
      const judge = StaleJudge.create({
        settings: {
          values: async () => ({
            eventLog: { retentionDays: { info: 1, warn: 1, error: 1 } },
            stale: { thresholdDays: 7 },
          }),
        },
        hostDays: new Map(),
        rules: [],
        ...{ clock: late, logger },
      });
      const shared = { leases, logger, holder: 'me', onChanged: () => {} };
      const monitor = StaleMonitor.create({
        ...{ store, snoozes, judge, clock: late },
        ...shared,
      });
      const meter = DiskUsageMeter.create({
        ...{ hosts, clock: late },
        store: DatabaseReclaimableStore.create({ knex }),
        ...shared,
      });
      const service = DefaultStaleService.create({
        ...{ inventory, store, snoozes, judge, lifecycle, clock: late },
        auth: mockServices.auth(),
        userInfo: mockServices.userInfo(),
        logger,
        onChanged: () => {},
      });
      const stateOf = async (id: string) =>
        (await inventory.getContainer({ host: 'real', id }))?.state;
      /** Until the watcher knows them. */
      const known = async (states: Record<string, Container['state']>) =>
        eventually(async () => {
          const found: Record<string, unknown> = {};
          for (const id of Object.keys(states)) {
            found[id] = await stateOf(id);
          }
          expect(found).toEqual(states);
        });
      const listed = async () => {
        await monitor.scan(signal);
        const { items } = await inventory.listStale(
          { staleness: 'stale', label: [`docker-watcher.test=${drive.tag}`] },
          undefined,
        );
        return items;
      };
      const cleanUp = async (ids: string[], removeVolumes = false) => {
        const containers = await inventory.getContainers(
          ids.map(id => ({ host: 'real', id })),
        );
        const results = await service.cleanUp({
          containers: containers.flatMap(one => one ?? []),
          ...{ dryRun: false, removeVolumes, actor: 'user:default/ada' },
        });
        return results.map(({ outcome, reason }) => [outcome, reason]);
      };
      return { known, listed, cleanUp, meter };
    }

    const exists = async (path: string) => {
      try {
        await drive.sendRaw('GET', path);
        return true;
      } catch {
        return false;
      }
    };

    it('are those that do not run, and nothing else is ever removed', async () => {
      const create = (name: string, more: object = {}) =>
        drive.create({ name: `dw-${name}-${drive.tag}`, ...more });
      const created = await create('created');
      const exited = await create('exited', { exitCode: 3 });
      const running = await create('running');
      const paused = await create('paused');
      const kept = await create('kept', {
        exitCode: 0,
        labels: { 'docker-watcher.ignore': 'true' },
      });
      const longer = await create('longer', {
        exitCode: 0,
        labels: { 'docker-watcher.stale-threshold-days': '9' },
      });
      const restarted = await create('restarted');
      const again = await create('again');
      for (const id of [
        exited,
        running,
        paused,
        kept,
        longer,
        restarted,
        again,
      ]) {
        await drive.start(id);
      }
      await drive.pause(paused);
      await drive.stop(restarted);
      await drive.stop(again);
      const portal = await start();
      await portal.known({
        [created]: 'created',
        [exited]: 'exited',
        [running]: 'running',
        [paused]: 'paused',
        [kept]: 'exited',
        [longer]: 'exited',
        [restarted]: 'exited',
        [again]: 'exited',
      });
      const stale = await portal.listed();
      expect(stale.map(({ id }) => id).sort()).toEqual(
        [created, exited, restarted, again].sort(),
      );
      expect(stale.find(({ id }) => id === exited)?.stale.reasons[0]).toMatch(
        /^exited with 3 on \d{4}-\d\d-\d\d$/,
      );

      // Between the judgement and the removal.
      await new Promise(resolve => setTimeout(resolve, 5_500));
      await drive.start(restarted);
      await drive.start(again);
      await drive.stop(again);
      const results = await portal.cleanUp(
        [created, exited, running, paused, kept, longer, restarted, again],
        true,
      );
      expect(results.map(([outcome]) => outcome)).toEqual([
        ...['removed', 'removed', 'skipped', 'skipped', 'skipped', 'skipped'],
        // By the engine's word or the watcher's, whichever was first.
        expect.stringMatching(/^(refused|skipped)$/),
        expect.stringMatching(/^(refused|removed)$/),
      ]);
      for (const id of [running, paused, kept, longer, restarted]) {
        expect(await exists(`/containers/${id}/json`)).toBe(true);
      }
    });

    it('leave their volumes, unless the nameless ones are asked for', async () => {
      const named = `dw-named-${drive.tag}`;
      const create = (name: string) =>
        drive.create(
          { name: `dw-${name}-${drive.tag}`, exitCode: 0 },
          {
            config: { Volumes: { '/nameless': {} } },
            hostConfig: { Binds: [`${named}:/named`] },
          },
        );
      stops.push(() => drive.sendRaw('DELETE', `/volumes/${named}`));
      const spared = await create('spared');
      const emptied = await create('emptied');
      const namelessOf = async (id: string): Promise<string> => {
        const { Mounts } = JSON.parse(
          await drive.sendRaw('GET', `/containers/${id}/json`),
        ) as { Mounts: { Name: string; Destination: string }[] };
        return Mounts.find(one => one.Destination === '/nameless')!.Name;
      };
      await drive.start(spared);
      await drive.start(emptied);
      const volumes = [await namelessOf(spared), await namelessOf(emptied)];
      stops.push(() => drive.sendRaw('DELETE', `/volumes/${volumes[0]}`));
      const portal = await start();
      await portal.known({ [spared]: 'exited', [emptied]: 'exited' });
      await portal.listed();
      await portal.meter.measure(signal);
      const [measured] = await portal.listed();
      expect(measured.reclaimable).toMatchObject({
        containerBytes: expect.any(Number),
        anonymousVolumes: 1,
        // Other containers were made of the image.
        imageBytes: 0,
      });

      const removed = [['removed', undefined]];
      expect(await portal.cleanUp([spared])).toEqual(removed);
      expect(await portal.cleanUp([emptied], true)).toEqual(removed);
      expect(await exists(`/volumes/${volumes[0]}`)).toBe(true);
      expect(await exists(`/volumes/${volumes[1]}`)).toBe(false);
      expect(await exists(`/volumes/${named}`)).toBe(true);
    });
  });
});
