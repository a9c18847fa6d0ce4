import { mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  ContainerAction,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { Knex } from 'knex';
import { waitUntil } from '../__testUtils__/waitUntil';
import {
  createMigratedDatabase,
  createTestDatabases,
} from '../database/__testUtils__/testDatabases';
import { DatabaseActionLog } from '../database/DatabaseActionLog';
import { DatabaseEventLogStore } from '../database/DatabaseEventLogStore';
import { DatabaseLeaseStore } from '../database/DatabaseLeaseStore';
import { LEASES_TABLE } from '../database/tables';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { ActionLog } from './ActionLog';
import { ActionHost, ActionRequest } from './ActionTarget';
import { ContainerLifecycle } from './ContainerLifecycle';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'ContainerLifecycle on %s',
  databaseId => {
    let knex: Knex;
    let engine: FakeContainerEngine;
    let clock: FakeClock;
    let id: string;
    let appended: number;
    const logger = mockServices.logger.mock();
    const started: ContainerLifecycle[] = [];

    beforeEach(async () => {
      knex = await createMigratedDatabase(databases, databaseId);
      engine = FakeContainerEngine.create();
      clock = new FakeClock();
      id = engine.addContainer({ name: 'web', state: 'running' });
      appended = 0;
    });

    afterEach(async () => {
      await Promise.all(started.splice(0).map(each => each.stop()));
      // Nothing is left behind, whatever came of it.
      await waitUntil(() => engine.openConnections === 0);
      await waitUntil(() => clock.pending === 0);
      await waitUntil(async () => (await knex(LEASES_TABLE)).length === 0);
    });

    function createLifecycle(
      options: { holder?: string; log?: ActionLog; host?: ActionHost } = {},
    ) {
      const lifecycle = ContainerLifecycle.create({
        hosts: new Map([['local', options.host ?? { engine }]]),
        leases: DatabaseLeaseStore.create({ knex }),
        holder: options.holder ?? 'me',
        log: options.log ?? DatabaseActionLog.create({ knex, clock }),
        clock,
        logger,
        onAppended: () => {
          appended += 1;
        },
      });
      started.push(lifecycle);
      return lifecycle;
    }

    const want = (
      action: ContainerAction,
      expectedState: ContainerState,
    ): ActionRequest => ({
      action,
      expectedState,
      actor: 'user:default/me',
      container: {
        host: 'local',
        id,
        name: 'web',
        workload: 'local/name:web',
        entityRef: 'component:default/web',
      },
    });

    const told = async () => {
      const { events } = await DatabaseEventLogStore.create({ knex }).read({
        after: '0',
        limit: 50,
      });
      return events.map(({ id: _id, at: _at, ...event }) => event);
    };

    it.each<[ContainerAction, ContainerState, ContainerState | 'none', string]>(
      [
        ['stop', 'running', 'exited', 'web was stopped by user:default/me'],
        ['stop', 'paused', 'exited', 'web was stopped by user:default/me'],
        ['start', 'exited', 'running', 'web was started by user:default/me'],
        ['start', 'created', 'running', 'web was started by user:default/me'],
        [
          'restart',
          'running',
          'running',
          'web was restarted by user:default/me',
        ],
        ['remove', 'exited', 'none', 'web was removed by user:default/me'],
        ['remove', 'dead', 'none', 'web was removed by user:default/me'],
      ],
    )(
      'does a %s of what is %s, and tells who wanted it',
      async (action, before, after, message) => {
        engine.changeContainer(id, { state: before });
        await expect(
          createLifecycle().perform(want(action, before)),
        ).resolves.toBe('done');
        const { signal } = new AbortController();
        const connection = await engine.connect({ signal });
        const found = await connection.inspectContainer(id, { signal });
        connection.close();
        expect(found?.state ?? 'none').toBe(after);
        expect(await told()).toEqual([
          {
            kind: 'user.container-action',
            source: 'user',
            severity: 'info',
            host: 'local',
            containerId: id,
            containerName: 'web',
            workload: 'local/name:web',
            entityRef: 'component:default/web',
            actor: 'user:default/me',
            occurredAt: '2026-01-01T00:00:00.000Z',
            inferred: false,
            message,
            details: { action, outcome: 'succeeded' },
          },
        ]);
        expect(appended).toBe(1);
      },
    );

    it('does nothing in another state than the expected one, and says which it is', async () => {
      engine.changeContainer(id, { state: 'exited' });
      await expect(
        createLifecycle().perform(want('restart', 'running')),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        actualState: 'exited',
        message: `Container 'web' on host 'local' is exited now, not running as expected, so nothing was done. Look at it again, and repeat the action with expectedState 'exited' if it is still wanted.`,
      });
      expect(engine.calls.restartContainer).toBe(0);
      expect(await told()).toEqual([]);
    });

    it.each<[ContainerAction, ContainerState, string]>([
      ['remove', 'running', 'Stop it first; nothing is removed by force.'],
      ['remove', 'paused', 'Stop it first; nothing is removed by force.'],
      ['start', 'running', 'restart it'],
      ['start', 'paused', 'Unpause it on the host'],
      ['start', 'dead', 'Only removing it is left.'],
      ['stop', 'exited', 'nothing to stop'],
      ['restart', 'exited', 'start it instead'],
      ['stop', 'removing', 'what is removing cannot be stopped'],
    ])(
      'refuses to %s what is %s, with what would help',
      async (action, state, cure) => {
        engine.changeContainer(id, { state });
        await expect(
          createLifecycle().perform(want(action, state)),
        ).rejects.toMatchObject({
          name: 'ConflictError',
          actualState: state,
          message: expect.stringContaining(cure),
        });
        expect(await told()).toEqual([]);
      },
    );

    it('does nothing to one that ran since it was judged', async () => {
      const at = (minute: number) => new Date(minute * 60_000).toISOString();
      engine.changeContainer(id, {
        ...{ state: 'exited', startedAt: at(1), finishedAt: at(2) },
      });
      const lifecycle = createLifecycle();
      await expect(
        lifecycle.perform({ ...want('remove', 'exited'), notRunSince: at(1) }),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringMatching(/^Container 'web' .* ran meanwhile/),
      });
      expect(engine.calls.removeContainer).toBe(0);
      expect(await told()).toEqual([]);
      await expect(
        lifecycle.perform({
          ...want('remove', 'exited'),
          notRunSince: at(2),
          removeVolumes: true,
        }),
      ).resolves.toBe('done');
      expect(await told()).toMatchObject([
        {
          message:
            'web was removed with its volumes without a name by user:default/me',
          details: {
            ...{ action: 'remove', outcome: 'succeeded', removeVolumes: true },
          },
        },
      ]);
    });

    it('leaves it to the engine to refuse what changed after the look', async () => {
      engine.changeContainer(id, { state: 'exited' });
      const hold = engine.holdNext('removeContainer');
      const removal = createLifecycle()
        .perform(want('remove', 'exited'))
        .catch(error => error);
      await hold.reached;
      await engine.drive.start(id);
      hold.release();
      expect(await removal).toMatchObject({
        name: 'ConflictError',
        actualState: 'running',
        message: expect.stringMatching(/stop it first.*It is running now/),
      });
      expect(await told()).toMatchObject([
        {
          severity: 'warn',
          message: 'user:default/me wanted to remove web, which was refused',
          details: {
            action: 'remove',
            outcome: 'refused',
            reason: expect.stringContaining('stop it first'),
          },
        },
      ]);
    });

    it('is content when somebody else did the same a moment before', async () => {
      const hold = engine.holdNext('stopContainer');
      const stop = createLifecycle().perform(want('stop', 'running'));
      await hold.reached;
      await engine.drive.stop(id);
      hold.release();
      await expect(stop).resolves.toBe('unchanged');
      expect(await told()).toMatchObject([
        {
          severity: 'info',
          message:
            'user:default/me wanted to stop web, where nothing was left to do',
          details: { outcome: 'succeeded' },
        },
      ]);
    });

    it('says in the words of reading that there is none', async () => {
      engine.removeContainer(id);
      const message = `No container '${id}' on host 'local'`;
      await expect(
        createLifecycle().perform(want('stop', 'running')),
      ).rejects.toMatchObject({ name: 'NotFoundError', message });
      expect(await told()).toEqual([]);
    });

    it('lets one of several have it, on whichever replica they ask', async () => {
      const hold = engine.holdNext('restartContainer');
      const first = createLifecycle().perform(want('restart', 'running'));
      await hold.reached;
      for (const holder of ['me', 'another replica']) {
        await expect(
          createLifecycle({ holder }).perform(want('restart', 'running')),
        ).rejects.toMatchObject({
          name: 'ConflictError',
          message: expect.stringContaining('already'),
        });
      }
      hold.release();
      await expect(first).resolves.toBe('done');
      expect(engine.calls.restartContainer).toBe(1);
      expect(await told()).toHaveLength(1);
      // And afterwards it is free for the next.
      await expect(
        createLifecycle({ holder: 'another replica' }).perform(
          want('stop', 'running'),
        ),
      ).resolves.toBe('done');
    });

    it('does not let a slow end keep others from other containers', async () => {
      const other = engine.addContainer({ name: 'db', state: 'running' });
      engine.hang('stopContainer');
      const slow = createLifecycle()
        .perform(want('stop', 'running'))
        .catch(error => error);
      await waitUntil(() => engine.calls.stopContainer === 1);
      const { container, ...rest } = want('restart', 'running');
      await expect(
        createLifecycle().perform({
          ...rest,
          container: { ...container, id: other },
        }),
      ).resolves.toBe('done');
      await Promise.all(started.map(each => each.stop()));
      expect(await slow).toMatchObject({ name: 'ServiceUnavailableError' });
    });

    it.each<[string, () => ActionHost | undefined, RegExp]>([
      [
        'refuses connections',
        () => {
          engine.fail('connect', new ServiceUnavailableError('Nobody listens'));
          return undefined;
        },
        /Nothing was done to container 'web'.*host 'local' could not be asked/,
      ],
      [
        'cannot tell of this one container',
        () => {
          engine.fail('inspectContainer', new Error('status 500: odd'));
          return undefined;
        },
        /Nothing was done to container 'web'.*host 'local' could not be asked/,
      ],
      [
        'is misconfigured',
        () => ({ problem: 'hosts[0].url is missing; add it' }),
        /Nothing was done to container 'web'.*host 'local' could not be asked/,
      ],
    ])(
      'says that nothing was done when the host %s',
      async (_, disturb, message) => {
        const host = disturb();
        await expect(
          createLifecycle({ host }).perform(want('stop', 'running')),
        ).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
          message: expect.stringMatching(message),
        });
        expect(await told()).toEqual([]);
      },
    );

    it('tells of an action whose answer was lost', async () => {
      engine.fail(
        'stopContainer',
        new ServiceUnavailableError('tcp://10.0.0.5:2376 broke off'),
      );
      const reason =
        "Host 'local' did not say what came of it. Look at container 'web' before you try again; the log of the backend tells more.";
      await expect(
        createLifecycle().perform(want('stop', 'running')),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: reason,
      });
      // Nor does the log of events tell where the engine listens.
      expect(await told()).toMatchObject([
        { severity: 'warn', details: { outcome: 'failed', reason } },
      ]);
    });

    it('loses nothing while the log is away', async () => {
      const log = DatabaseActionLog.create({ knex, clock });
      let failures = 0;
      const flaky: ActionLog = {
        async append(event) {
          if (failures < 3) {
            failures += 1;
            throw new Error('The database is away');
          }
          await log.append(event);
        },
      };
      const stop = createLifecycle({ log: flaky }).perform(
        want('stop', 'running'),
      );
      await waitUntil(async () => {
        await clock.advance(1_000);
        return (await told()).length > 0;
      });
      expect(failures).toBe(3);
      await expect(stop).resolves.toBe('done');
      expect(await told()).toHaveLength(1);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('web was stopped by user:default/me'),
        expect.objectContaining({ message: 'The database is away' }),
      );
    });

    it('stops without leaving anything, tells what it can, and takes nothing on', async () => {
      const lifecycle = createLifecycle();
      engine.hang('stopContainer');
      const stop = lifecycle
        .perform(want('stop', 'running'))
        .catch(error => error);
      await waitUntil(() => engine.calls.stopContainer === 1);
      await lifecycle.stop();
      expect(await stop).toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('is being stopped'),
      });
      expect(await told()).toMatchObject([{ details: { outcome: 'failed' } }]);
      await expect(
        lifecycle.perform(want('stop', 'running')),
      ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
      expect(engine.calls.connect).toBe(1);
    });
  },
);
