/* eslint-disable jest/no-export -- a suite that other packages run */
import { getEventListeners } from 'node:events';
import {
  ContainerEngine,
  ENGINE_EVENT_ACTIONS,
  EngineConnection,
  EngineEvent,
  InspectedContainer,
  ListedContainer,
} from '../ContainerEngine';
import { EngineDrive } from './EngineDrive';
import { EventRecorder } from './EventRecorder';
import { waitFor } from './waitFor';

/**
 * An engine under test and the hands that act on the world behind it.
 * @public
 */
export interface ContainerEngineSetup {
  engine: ContainerEngine;
  drive: EngineDrive;
}

const LIMIT_MS = 90_000;

/**
 * The contract of {@link ContainerEngine} as a suite of tests, for every
 * implementation. Uses the `describe`, `it` and `expect` of Jest.
 *
 * @param name - of the implementation
 * @param options - `setup` is called before each test; other containers than those of
 * its drive may exist and change
 *
 * @example
 * ```ts
 * describeContainerEngine('MyEngine', {
 *   setup: async () => ({ engine: MyEngine.create(), drive: myDrive() }),
 * });
 * ```
 * @public
 */
export function describeContainerEngine(
  name: string,
  options: { setup: () => Promise<ContainerEngineSetup> },
): void {
  describe(`${name} as a ContainerEngine`, () => {
    let engine: ContainerEngine;
    let drive: EngineDrive;
    let connection: EngineConnection;
    let abort: AbortController;
    let signal: AbortSignal;

    beforeEach(async () => {
      ({ engine, drive } = await options.setup());
      abort = new AbortController();
      signal = abort.signal;
      connection = await engine.connect({ signal });
    }, LIMIT_MS);

    afterEach(async () => {
      abort.abort();
      connection.close();
      await drive.dispose();
    }, LIMIT_MS);

    async function list(id: string): Promise<ListedContainer | undefined> {
      const containers = await connection.listContainers({ signal });
      return containers.find(container => container.id === id);
    }

    async function inspect(id: string): Promise<InspectedContainer> {
      const container = await connection.inspectContainer(id, { signal });
      if (!container) {
        throw new Error(`The engine has no container ${id}`);
      }
      return container;
    }

    async function record(since?: string): Promise<EventRecorder> {
      return EventRecorder.start(
        await connection.followEvents({ since, signal }),
      );
    }

    it(
      'says who answers, and gives a sign of life',
      async () => {
        expect(connection.info).toEqual(
          expect.objectContaining({
            engineId: expect.stringMatching(/./),
            product: expect.stringMatching(/./),
            version: expect.stringMatching(/./),
            apiVersion: expect.stringMatching(/^\d+\.\d+$/),
          }),
        );
        await expect(connection.ping({ signal })).resolves.toBeUndefined();
      },
      LIMIT_MS,
    );

    it(
      'tells the same in list and inspection all through a life',
      async () => {
        const labels = {
          'com.example.a': '1',
          'com.example.b': 'ü "quoted" \n',
        };
        const id = await drive.create({ name: uniqueName(), labels });
        const seen: string[] = [];
        const look = async () => {
          const listed = await list(id);
          const inspected = await inspect(id);
          const { statusText, health, ...common } = listed!;
          expect(inspected).toEqual(expect.objectContaining(common));
          expect(inspected.health).toBe(health ?? inspected.health);
          expect(inspected.labels).toEqual(expect.objectContaining(labels));
          const ended = inspected.state === 'exited';
          expect(inspected.exitCode !== undefined).toBe(ended);
          expect(inspected.finishedAt !== undefined).toBe(ended);
          expect(statusText).toMatch(/./);
          seen.push(inspected.state);
          return inspected;
        };
        expect((await look()).startedAt).toBeUndefined();
        await drive.start(id);
        expect((await look()).startedAt).toMatch(/^\d{4}-.*Z$/);
        await drive.pause(id);
        await look();
        await drive.unpause(id);
        await look();
        await drive.stop(id);
        await look();
        expect(seen).toEqual([
          'created',
          'running',
          'paused',
          'running',
          'exited',
        ]);
        await drive.remove(id);
        await expect(list(id)).resolves.toBeUndefined();
        await expect(
          connection.inspectContainer(id, { signal }),
        ).resolves.toBeUndefined();
      },
      LIMIT_MS,
    );

    it(
      'tells the exit code of a container that ended by itself',
      async () => {
        const events = await record();
        const id = await drive.create({ exitCode: 3 });
        await drive.start(id);
        const death = await events.waitFor(id, 'die');
        expect(death.exitCode).toBe(3);
        await waitFor(async () => (await list(id))?.state === 'exited');
        expect(await inspect(id)).toEqual(
          expect.objectContaining({ state: 'exited', exitCode: 3 }),
        );
      },
      LIMIT_MS,
    );

    it(
      'tells the health of running containers only',
      async () => {
        const events = await record();
        for (const health of ['healthy', 'unhealthy'] as const) {
          const id = await drive.create({ health });
          await drive.start(id);
          await events.waitFor(
            id,
            'health_status',
            event => event.health === health,
          );
          await waitFor(async () => (await inspect(id)).health === health);
          expect([health, undefined]).toContain((await list(id))?.health);
          await drive.pause(id);
          expect((await inspect(id)).health).toBe('none');
          expect(['none', undefined]).toContain((await list(id))?.health);
          await drive.unpause(id);
          await drive.stop(id);
          expect((await inspect(id)).health).toBe('none');
          expect(['none', undefined]).toContain((await list(id))?.health);
        }
      },
      LIMIT_MS,
    );

    it(
      'sends events in order, and again from a time on',
      async () => {
        const events = await record();
        const first = uniqueName();
        const second = uniqueName();
        const id = await drive.create({ name: first });
        await drive.start(id);
        await drive.pause(id);
        await drive.unpause(id);
        await drive.rename(id, second);
        await drive.stop(id);
        await drive.remove(id);
        await events.waitFor(id, 'destroy');
        const told = events.of(id);
        // Docker may tell of a pause twice when it is ended at once.
        const actions = new Set(told.map(event => event.action));
        actions.delete('kill');
        expect([...actions]).toEqual([
          'create',
          'start',
          'pause',
          'unpause',
          'rename',
          'die',
          'stop',
          'destroy',
        ]);
        expect(told[0]).toEqual(
          expect.objectContaining({
            timeNano: expect.stringMatching(/^\d{19}$/),
            name: first,
            image: expect.stringMatching(/./),
          }),
        );
        expect(told.find(event => event.action === 'rename')).toEqual(
          expect.objectContaining({ name: second, oldName: first }),
        );
        const times = told.map(event => event.timeNano);
        expect(times).toEqual([...times].sort());

        const since = told.find(event => event.action === 'pause')!.timeNano;
        const again = await record(since);
        await again.waitFor(id, 'destroy');
        expect(again.of(id)).toEqual(told.slice(2));
      },
      LIMIT_MS,
    );

    it(
      'misses nothing between a subscription and a list',
      async () => {
        for (let round = 0; round < 10; round++) {
          const session = new AbortController();
          const stream = await connection.followEvents({
            signal: session.signal,
          });
          const [id, containers] = await Promise.all([
            drive.create(),
            connection.listContainers({ signal }),
          ]);
          const known = containers.map(container => container.id);
          if (!known.includes(id)) {
            const events = EventRecorder.start(stream);
            known.push((await events.waitFor(id, 'create')).containerId);
          }
          expect(known).toContain(id);
          session.abort();
        }
      },
      LIMIT_MS,
    );

    it(
      'asks for no events but those of the contract, and shows no secrets',
      async () => {
        const secret = `canary-${uniqueName()}`;
        const events = await record();
        const id = await drive.create({
          environment: { DATABASE_PASSWORD: secret },
        });
        await drive.start(id);
        await drive.exec(id, ['true', secret]);
        await drive.stop(id);
        await events.waitFor(id, 'stop');
        for (const event of events.of(id)) {
          expect(ENGINE_EVENT_ACTIONS).toContain(event.action);
        }
        const inspected = await inspect(id);
        expect(inspected.environmentNames).toContain('DATABASE_PASSWORD');
        expect(
          JSON.stringify([
            connection.info,
            events.all,
            inspected,
            await connection.listContainers({ signal }),
          ]),
        ).not.toContain(secret);
      },
      LIMIT_MS,
    );

    it(
      'starts, restarts, stops and removes, with the events of each',
      async () => {
        const events = await record();
        const id = await drive.create({ name: uniqueName() });
        const done = { result: 'done' };
        await expect(
          connection.startContainer(id, { signal }),
        ).resolves.toEqual(done);
        const before = await inspect(id);
        expect(before.state).toBe('running');
        await expect(
          connection.restartContainer(id, { signal, graceSeconds: 0 }),
        ).resolves.toEqual(done);
        const restarted = await inspect(id);
        expect(restarted.state).toBe('running');
        expect(restarted.startedAt! >= before.startedAt!).toBe(true);
        await expect(
          connection.stopContainer(id, { signal, graceSeconds: 0 }),
        ).resolves.toEqual(done);
        expect((await inspect(id)).state).toBe('exited');
        await expect(
          connection.removeContainer(id, { signal }),
        ).resolves.toEqual(done);
        await expect(list(id)).resolves.toBeUndefined();
        await events.waitFor(id, 'destroy');
        const actions = events.of(id).map(event => event.action);
        expect(actions.filter(action => action !== 'kill')).toEqual([
          'create',
          'start',
          'die',
          'stop',
          'start',
          'restart',
          'die',
          'stop',
          'destroy',
        ]);
        // A signal before each end tells that it was asked for.
        expect(actions.indexOf('kill')).toBeLessThan(actions.indexOf('die'));
      },
      LIMIT_MS,
    );

    it(
      'measures what containers take, one that never ran included',
      async () => {
        const id = await drive.create();
        const usage = await connection.measureDiskUsage({ signal });
        expect(usage.containers).toContainEqual({
          id,
          writableBytes: expect.any(Number),
        });
        const { imageId } = await inspect(id);
        const image = usage.images.find(one => one.id === imageId);
        expect(image?.bytes).toBeGreaterThanOrEqual(0);
        expect(image?.users).toBeGreaterThanOrEqual(1);
        await drive.remove(id);
        const { containers } = await connection.measureDiskUsage({ signal });
        expect(containers.filter(one => one.id === id)).toEqual([]);
        await expect(
          connection.measureDiskUsage({ signal: AbortSignal.abort() }),
        ).rejects.toMatchObject({ name: 'AbortError' });
      },
      LIMIT_MS,
    );

    it(
      'changes nothing that is so already, and never uses force',
      async () => {
        const id = await drive.create();
        const unchanged = { result: 'unchanged' };
        await expect(
          connection.stopContainer(id, { signal, graceSeconds: 0 }),
        ).resolves.toEqual(unchanged);
        await drive.start(id);
        await expect(
          connection.startContainer(id, { signal }),
        ).resolves.toEqual(unchanged);
        await expect(
          connection.removeContainer(id, { signal }),
        ).resolves.toMatchObject({
          result: 'refused',
          reason: expect.stringMatching(/stop/i),
        });
        expect((await inspect(id)).state).toBe('running');
      },
      LIMIT_MS,
    );

    it(
      'has nothing to change where there is no container, and refuses what is no id',
      async () => {
        const calls = [
          'startContainer',
          'stopContainer',
          'restartContainer',
          'removeContainer',
        ] as const;
        for (const call of calls) {
          await expect(
            connection[call]('0123456789abcdef'.repeat(4), { signal }),
          ).resolves.toEqual({ result: 'gone' });
          for (const id of [
            '',
            'web',
            '../../info',
            `${'a'.repeat(64)}/kill`,
          ]) {
            await expect(
              connection[call](id, { signal }),
            ).rejects.toMatchObject({ name: 'InputError' });
          }
          await expect(
            connection[call]('a'.repeat(64), { signal: AbortSignal.abort() }),
          ).rejects.toMatchObject({ name: 'AbortError' });
        }
        await waitFor(
          async () => getEventListeners(signal, 'abort').length === 0,
        );
      },
      LIMIT_MS,
    );

    it(
      'says of unknown containers that there is none, and refuses what is no id',
      async () => {
        await expect(
          connection.inspectContainer('0123456789abcdef'.repeat(4), { signal }),
        ).resolves.toBeUndefined();
        for (const id of ['', 'web', '../../info', `${'a'.repeat(64)}/json`]) {
          await expect(
            connection.inspectContainer(id, { signal }),
          ).rejects.toMatchObject({ name: 'InputError' });
        }
      },
      LIMIT_MS,
    );

    it(
      'ends every call with an AbortError when its signal aborts',
      async () => {
        const gone = AbortSignal.abort();
        const id = 'a'.repeat(64);
        const expected = { name: 'AbortError' };
        await expect(engine.connect({ signal: gone })).rejects.toMatchObject(
          expected,
        );
        for (const call of [
          connection.ping({ signal: gone }),
          connection.listContainers({ signal: gone }),
          connection.inspectContainer(id, { signal: gone }),
          connection.followEvents({ signal: gone }),
        ]) {
          await expect(call).rejects.toMatchObject(expected);
        }
      },
      LIMIT_MS,
    );

    it(
      'ends the stream of events silently on abort, and leaves no listener',
      async () => {
        const session = new AbortController();
        const stream = await connection.followEvents({
          signal: session.signal,
        });
        const recorder = EventRecorder.start(stream);
        const unread = await connection.followEvents({
          signal: session.signal,
        });
        await connection.listContainers({ signal: session.signal });
        session.abort();
        await expect(recorder.ended).resolves.toBeUndefined();
        await expect(toArray(unread)).resolves.toEqual([]);
        await waitFor(
          async () => getEventListeners(session.signal, 'abort').length === 0,
        );

        const left = new AbortController();
        const id = await drive.create();
        for await (const event of await connection.followEvents({
          signal: left.signal,
        })) {
          if (event.containerId === id) {
            break;
          }
        }
        await waitFor(
          async () => getEventListeners(left.signal, 'abort').length === 0,
        );
      },
      LIMIT_MS,
    );

    it(
      'ends streams and calls with an error when the connection is closed',
      async () => {
        const events = await record();
        connection.close();
        await expect(events.ended).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
        });
        await expect(connection.listContainers({ signal })).rejects.toThrow(
          /./,
        );
        await waitFor(
          async () => getEventListeners(signal, 'abort').length === 0,
        );
        connection.close();
        connection = await engine.connect({ signal });
        await expect(connection.ping({ signal })).resolves.toBeUndefined();
      },
      LIMIT_MS,
    );
  });
}

function uniqueName(): string {
  return `contract-${Math.random().toString(36).slice(2, 12)}`;
}

async function toArray(
  stream: AsyncIterable<EngineEvent>,
): Promise<EngineEvent[]> {
  const events: EngineEvent[] = [];
  for await (const event of stream) {
    events.push(event);
  }
  return events;
}
