import { getEventListeners } from 'node:events';
import { EventRecorder } from './EventRecorder';
import { FakeContainerEngine } from './FakeContainerEngine';

describe('FakeContainerEngine', () => {
  const { signal } = new AbortController();

  it('changes silently what a test changes, and tells what it emits', async () => {
    const engine = FakeContainerEngine.create({ eventMemory: 2 });
    const connection = await engine.connect({ signal });
    const events = EventRecorder.start(
      await connection.followEvents({ signal }),
    );
    const id = engine.addContainer({ name: 'web', state: 'running' });
    engine.changeContainer(id, { state: 'exited', exitCode: 1 });
    expect(await connection.listContainers({ signal })).toEqual([
      expect.objectContaining({
        id,
        name: 'web',
        state: 'exited',
        statusText: 'Exited (1) 1 second ago',
      }),
    ]);
    expect(events.all).toEqual([]);

    const die = engine.emit({ action: 'die', containerId: id, exitCode: 1 });
    await expect(events.waitFor(id, 'die')).resolves.toEqual(die);

    engine.removeContainer(id);
    await expect(
      connection.inspectContainer(id, { signal }),
    ).resolves.toBeUndefined();

    // Only the last two are remembered.
    engine.emit({ action: 'stop', containerId: id });
    engine.emit({ action: 'destroy', containerId: id });
    const again = EventRecorder.start(
      await connection.followEvents({ since: die.timeNano, signal }),
    );
    await again.waitFor(id, 'destroy');
    expect(again.all.map(event => event.action)).toEqual(['stop', 'destroy']);
    connection.close();
    expect([engine.openConnections, engine.openStreams]).toEqual([0, 0]);
  });

  it('fails, hangs and heals call by call, counting them', async () => {
    const engine = FakeContainerEngine.create();
    engine.fail('connect');
    await expect(engine.connect({ signal })).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    engine.heal('connect');
    const connection = await engine.connect({ signal });
    expect(engine.calls.connect).toBe(2);

    engine.fail('ping', new Error('odd'));
    await expect(connection.ping({ signal })).rejects.toThrow('odd');
    engine.hang('listContainers');
    const abort = new AbortController();
    const list = connection.listContainers({ signal: abort.signal });
    abort.abort();
    await expect(list).rejects.toMatchObject({ name: 'AbortError' });
    expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0);
    engine.heal();
    await expect(connection.listContainers({ signal })).resolves.toEqual([]);
    await expect(connection.ping({ signal })).resolves.toBeUndefined();
    expect(engine.calls).toMatchObject({
      connect: 2,
      ping: 2,
      listContainers: 2,
      inspectContainer: 0,
      followEvents: 0,
    });
  });

  it('ends hanging calls by the time limit when it has a clock', async () => {
    const timers: { ms: number; fire: () => void }[] = [];
    const engine = FakeContainerEngine.create({
      clock: {
        now: () => Date.UTC(2025, 4, 1),
        after: (ms, fire) => {
          const timer = { ms, fire };
          timers.push(timer);
          return () => timers.splice(timers.indexOf(timer), 1);
        },
      },
    });
    const connection = await engine.connect({ signal });
    expect(connection.info.systemTime).toBe('2025-05-01T00:00:00.000Z');
    engine.hang('ping');
    const ping = connection.ping({ signal, timeoutMs: 1500 });
    expect(timers.map(timer => timer.ms)).toEqual([1500]);
    timers[0].fire();
    await expect(ping).rejects.toThrow(
      'ping of the fake engine took longer than 1.5 s',
    );
    expect(timers).toEqual([]);
  });

  it('holds a call before it begins or between its answer and the caller', async () => {
    const engine = FakeContainerEngine.create();
    const connection = await engine.connect({ signal });
    const early = engine.holdNext('listContainers', 'start');
    const late = engine.holdNext('listContainers', 'answer');
    const list = connection.listContainers({ signal });
    await early.reached;
    const first = engine.addContainer();
    early.release();
    await late.reached;
    engine.addContainer();
    late.release();
    expect((await list).map(container => container.id)).toEqual([first]);
    await expect(connection.listContainers({ signal })).resolves.toHaveLength(
      2,
    );
  });

  it('breaks streams as an engine that restarts, and forgets the past', async () => {
    const engine = FakeContainerEngine.create();
    const connection = await engine.connect({ signal });
    const events = EventRecorder.start(
      await connection.followEvents({ signal }),
    );
    const id = await engine.drive.create();
    await engine.drive.start(id);
    engine.dropStreams();
    await expect(events.ended).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    // What was sent before the break has arrived.
    expect(events.all.map(event => event.action)).toEqual(['create', 'start']);
    expect(engine.openStreams).toBe(0);

    engine.forgetEvents();
    const again = EventRecorder.start(
      await connection.followEvents({ since: '0', signal }),
    );
    await engine.drive.stop(id);
    await again.waitFor(id, 'stop');
    expect(again.all.map(event => event.action)).toEqual([
      'kill',
      'die',
      'stop',
    ]);
  });
});
