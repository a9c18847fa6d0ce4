import {
  EngineEvent,
  EngineEventAction,
  InspectedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { NewEvent } from '../eventLog/EventLogStore';
import { adoptInspections } from './adoptInspections';
import { endCrashLoops } from './endCrashLoops';
import { EventCursor } from './EventCursor';
import { reduceEvents } from './reduceEvents';
import { inferInventory, InventoryState } from './reduceInventory';
import { trackContainer } from './trackContainer';
import { idOf, inspected } from './__testUtils__/engineContainers';

const START = Date.parse('2026-01-01T10:00:00Z');
const iso = (seconds: number) => new Date(START + seconds * 1000).toISOString();

type Told = Partial<Omit<EngineEvent, 'action'>>;

/** `stopped info: web was stopped …`, and so on. */
function inShort(events: readonly NewEvent[]): string[] {
  return events.map(
    ({ kind, severity, message, inferred }) =>
      `${kind.replace('container.', '')} ${severity}${
        inferred ? ' inferred' : ''
      }: ${message}`,
  );
}

/** One host, told event by event. Times are seconds since the beginning. */
class Story {
  state: InventoryState = {
    host: 'nas',
    lastSyncAt: START,
    containers: new Map(),
  };
  cursor: EventCursor | undefined;
  engineRestarted = false;
  readonly told: EngineEvent[] = [];

  /** Has a container from the beginning, running for two hours by default. */
  with(name: string, fields: Partial<InspectedContainer> = {}): this {
    const inspection = inspected(name, fields);
    const tracked = trackContainer({
      host: 'nas',
      now: START,
      listed: { ...inspection, statusText: '' },
      inspected: inspection,
    });
    this.state = {
      ...this.state,
      containers: new Map([...this.state.containers, [tracked.id, tracked]]),
    };
    return this;
  }

  event(seconds: number, action: EngineEventAction, told: Told = {}) {
    return {
      timeNano: `${BigInt(Math.round(START + seconds * 1000)) * 1_000_000n}`,
      action,
      containerId: idOf('web'),
      name: 'web',
      image: 'shop/web:1',
      ...told,
    };
  }

  /** An event comes. @returns what the log then says. */
  at(seconds: number, action: EngineEventAction, told: Told = {}): string[] {
    return this.batch([this.event(seconds, action, told)]);
  }

  batch(
    events: EngineEvent[],
    created: Map<string, InspectedContainer | 'failed'> = new Map(),
  ): string[] {
    this.told.push(...events);
    const reduction = reduceEvents(this.state, {
      events,
      engineRestarted: this.engineRestarted,
      cursor: this.cursor,
      created,
      now: START,
    });
    this.state = reduction.next;
    this.cursor = reduction.cursor;
    return inShort(reduction.events);
  }

  /** A list finds nothing new at this time. */
  quietAt(seconds: number): string[] {
    const ended = endCrashLoops(this.state, { now: START + seconds * 1000 });
    this.state = ended.next;
    return inShort(ended.events);
  }

  /** An inspection that follows an event. */
  adopt(name: string, fields: Partial<InspectedContainer>): void {
    const adopted = adoptInspections(this.state, {
      now: START,
      inspected: new Map([[idOf(name), inspected(name, fields)]]),
    });
    this.state = adopted.next;
  }

  /** A list showed a transition, and no event came. */
  infer(name: string, fields: Partial<InspectedContainer> | 'gone'): string[] {
    const reduction = inferInventory(this.state, {
      now: START,
      inspected: new Map([
        [idOf(name), fields === 'gone' ? undefined : inspected(name, fields)],
      ]),
    });
    this.state = reduction.next;
    return inShort(reduction.events);
  }

  of(name: string) {
    return this.state.containers.get(idOf(name));
  }
}

/** A loop of crashes from second 0 on, each 10 s after the last. */
function crash(story: Story, times: number): string[] {
  const lines: string[] = [];
  for (let i = 0; i < times; i++) {
    lines.push(...story.at(i * 10, 'die', { exitCode: 1 }));
    lines.push(...story.at(i * 10 + 5, 'start'));
  }
  return lines;
}

describe('what the log says of a container', () => {
  it('that is stopped and started again', () => {
    const story = new Story().with('web');
    expect(story.at(1, 'kill', { signal: '15' })).toEqual([]);
    expect(story.at(2, 'die', { exitCode: 143 })).toEqual([
      'stopped info: web was stopped, with code 143 after running for 2 hours',
    ]);
    expect(story.at(2.1, 'stop')).toEqual([]);
    expect(story.of('web')).toMatchObject({
      state: 'exited',
      exitCode: 143,
      finishedAt: START + 2000,
      lastAliveAt: START + 2000,
    });
    expect(story.of('web')).not.toHaveProperty('inspectedAt');
    expect(story.at(60, 'start')).toEqual(['started info: web started']);
    expect(story.of('web')).toMatchObject({
      state: 'running',
      startedAt: START + 60_000,
    });
    for (const key of ['run', 'exitCode', 'finishedAt', 'lastAliveAt']) {
      expect(story.of('web')).not.toHaveProperty(key);
    }
    // The stop before says nothing about this end.
    expect(story.at(65, 'die', { exitCode: 143 })).toEqual([
      'died error: web ended by itself with code 143 after running for 5 seconds',
    ]);
  });

  it('that is killed, whether it obeys, ignores it for a while, or only gets a hint', () => {
    const killed = new Story().with('web');
    killed.at(1, 'kill', { signal: '9' });
    expect(killed.at(1.1, 'die', { exitCode: 137 })[0]).toMatch(
      /^stopped info/,
    );

    const slow = new Story().with('web');
    slow.at(1, 'kill', { signal: '15' });
    expect(slow.at(600, 'die', { exitCode: 0 })[0]).toMatch(/^stopped info/);

    // A signal that means something else, such as `reload`.
    for (const [seconds, kind] of [
      [9, 'stopped info'],
      [12, 'died error'],
    ] as const) {
      const story = new Story().with('web');
      story.at(1, 'kill', { signal: '1' });
      expect(story.at(seconds, 'die', { exitCode: 1 })[0]).toContain(kind);
    }
  });

  it('that is restarted: one end, one start, and that they belong together', () => {
    const story = new Story().with('web');
    expect([
      ...story.at(1, 'kill', { signal: '15' }),
      ...story.at(11, 'kill', { signal: '9' }),
      ...story.at(11.1, 'die', { exitCode: 137 }),
      ...story.at(11.2, 'stop'),
      ...story.at(11.5, 'start'),
      ...story.at(11.5, 'restart'),
    ]).toEqual([
      'stopped info: web was stopped, with code 137 after running for 2 hours',
      'started info: web started',
      'restarted info: web was restarted',
    ]);
  });

  it('that Compose makes anew: the workload stays, the old one is stopped and removed', () => {
    const labels = {
      'com.docker.compose.project': 'shop',
      'com.docker.compose.service': 'web',
      'com.docker.compose.container-number': '1',
    };
    const story = new Story().with('old', { name: 'shop-web-1', labels });
    const old = { containerId: idOf('old') };
    const neu = { containerId: idOf('new') };
    const inspection = inspected('new', { name: 'c0ffee_shop-web-1', labels });
    const lines = [
      ...story.batch(
        [story.event(1, 'create', { ...neu, name: 'c0ffee_shop-web-1' })],
        new Map([[inspection.id, inspection]]),
      ),
      ...story.at(2, 'kill', { ...old, signal: '15' }),
      ...story.at(3, 'die', { ...old, exitCode: 0 }),
      ...story.at(3, 'stop', old),
      ...story.at(4, 'destroy', old),
      ...story.at(5, 'rename', { ...neu, name: 'shop-web-1' }),
      ...story.at(6, 'start', { ...neu, name: 'shop-web-1' }),
    ];
    expect(lines).toEqual([
      'created info: c0ffee_shop-web-1 was created from shop/web:1',
      'stopped info: shop-web-1 was stopped, with code 0 after running for 2 hours',
      'removed info: shop-web-1 was removed',
      'renamed info: c0ffee_shop-web-1 is called shop-web-1 now',
      'started info: shop-web-1 started',
    ]);
    expect(story.of('old')).toBeUndefined();
    expect(story.of('new')).toMatchObject({
      name: 'shop-web-1',
      workload: 'nas/compose:shop/web/1',
      state: 'running',
      labels,
    });
  });

  it('that is renamed: without Compose it becomes another workload', () => {
    const story = new Story().with('web');
    expect(story.at(1, 'rename', { name: 'shop', oldName: 'web' })).toEqual([
      'renamed info: web is called shop now',
    ]);
    expect(story.of('web')).toMatchObject({
      name: 'shop',
      workload: 'nas/name:shop',
    });
    expect(story.at(2, 'rename', { name: 'shop', oldName: 'web' })).toEqual([]);
  });

  it('that runs out of memory, also while it is being stopped, and not for an earlier run', () => {
    const story = new Story().with('web', { restartPolicy: 'always' });
    expect(story.at(1, 'oom')).toEqual([]);
    expect(story.at(1.1, 'die', { exitCode: 137 })).toEqual([
      'died error: web was killed because it ran out of memory after running for 2 hours',
    ]);
    expect(story.of('web')).toMatchObject({ oomKilled: true });
    story.at(2, 'start');
    expect(story.at(3, 'die', { exitCode: 1 })).toEqual([
      'died warn: web ended by itself with code 1 after running for 1 second',
    ]);
    story.at(4, 'start');
    story.at(5, 'kill', { signal: '15' });
    story.at(5, 'oom');
    expect(story.at(6, 'die', { exitCode: 137 })[0]).toMatch(/^died error/);
  });

  it('that does its job and finishes', () => {
    const story = new Story().with('web', { state: 'created', startedAt: '' });
    expect(story.at(1, 'start')).toEqual(['started info: web started']);
    expect(story.at(61, 'die', { exitCode: 0 })).toEqual([
      'died info: web finished, with code 0 after running for 1 minute',
    ]);
  });

  it('that is paused, keeps its health for afterwards, and may end while paused', () => {
    const story = new Story().with('web', { health: 'unhealthy' });
    expect(story.at(1, 'pause')).toEqual(['paused info: web was paused']);
    expect(story.of('web')).toMatchObject({ state: 'paused', health: 'none' });
    story.adopt('web', { state: 'paused', health: 'none' });
    expect(story.at(2, 'pause')).toEqual([]);
    expect(story.at(3, 'unpause')).toEqual([
      'unpaused info: web goes on after a pause',
    ]);
    expect(story.of('web')).toMatchObject({
      state: 'running',
      health: 'unhealthy',
    });
    expect(story.of('web')).not.toHaveProperty('run');
    expect(story.at(4, 'unpause')).toEqual([]);
    story.at(5, 'pause');
    story.at(6, 'kill', { signal: '9' });
    // One that is killed does not go on before.
    expect(story.at(7, 'die', { exitCode: 137 })).toEqual([
      expect.stringMatching(/^stopped info:/),
    ]);
    story.at(8, 'start');
    expect(story.of('web')).toMatchObject({ state: 'running', health: 'none' });
    // Not one that has ended.
    story.at(9, 'die', { exitCode: 0 });
    expect(story.at(10, 'pause')).toEqual([]);
  });

  it('that goes on after a pause nobody told of, because the engine was killed', () => {
    const story = new Story().with('web').with('db');
    expect(story.at(1, 'unpause')).toEqual([]);
    story.engineRestarted = true;
    expect(story.at(2, 'unpause')).toEqual([
      'paused info inferred: web was paused',
      'unpaused info: web goes on after a pause',
    ]);
    expect(story.of('web')).toMatchObject({ state: 'running' });
    story.at(3, 'die', { exitCode: 0 });
    expect(story.at(4, 'unpause')).toEqual([]);
  });

  it('whose health flips: verdicts are told once each, that checks begin is not', () => {
    const story = new Story().with('web', {
      state: 'created',
      startedAt: undefined,
    });
    story.at(1, 'start');
    story.adopt('web', { health: 'starting', startedAt: iso(0.98) });
    expect(story.of('web')).toMatchObject({ health: 'starting' });
    expect(story.of('web')?.inspectedAt).toBeDefined();
    expect(story.at(30, 'health_status', { health: 'starting' })).toEqual([]);
    expect(story.at(31, 'health_status', { health: 'healthy' })).toEqual([
      'health-changed info: web is healthy',
    ]);
    expect(story.at(32, 'health_status', { health: 'healthy' })).toEqual([]);
    expect(story.at(33, 'health_status', { health: undefined })).toEqual([]);
    expect(story.at(40, 'health_status', { health: 'unhealthy' })).toEqual([
      'health-changed warn: web is unhealthy',
    ]);
    story.at(41, 'die', { exitCode: 1 });
    expect(story.at(42, 'health_status', { health: 'healthy' })).toEqual([]);
    expect(story.of('web')?.health).toBe('none');
  });

  it('that is made, runs and goes within one batch, whether it could be inspected or not', () => {
    for (const inspection of [
      new Map(),
      new Map([[idOf('web'), 'failed' as const]]),
      new Map([
        [
          idOf('web'),
          inspected('web', {
            state: 'exited',
            exitCode: 3,
            finishedAt: iso(2),
            labels: { a: 'b' },
          }),
        ],
      ]),
    ]) {
      const story = new Story();
      const reduction = reduceEvents(story.state, {
        cursor: undefined,
        created: inspection,
        now: START + 5000,
        events: [
          story.event(1, 'create'),
          story.event(1.5, 'start'),
          story.event(2, 'die', { exitCode: 3 }),
          story.event(2.1, 'destroy'),
        ],
      });
      expect(inShort(reduction.events)).toEqual([
        'created info: web was created from shop/web:1',
        'started info: web started',
        expect.stringMatching(
          /^died error: web ended by itself with code 3 after running for 0 seconds/,
        ),
        'removed info: web was removed',
      ]);
      // A tombstone needs a row.
      expect(reduction.upserts).toEqual([
        {
          labelsChanged: true,
          container: expect.objectContaining({ state: 'exited', exitCode: 3 }),
        },
      ]);
      expect(reduction.removals).toEqual([
        expect.objectContaining({
          id: idOf('web'),
          removedAt: START + 5000,
        }),
      ]);
      expect(reduction.removals[0]).not.toHaveProperty('lastAliveAt');
      expect(reduction.owed).toEqual([]);
      expect(reduction.next.containers.size).toBe(0);
    }
  });

  it('that nobody knows: only a creation tells of it', () => {
    const story = new Story();
    for (const action of [
      'start',
      'die',
      'kill',
      'oom',
      'stop',
      'restart',
      'pause',
      'unpause',
      'rename',
      'update',
      'health_status',
      'destroy',
    ] as const) {
      expect(story.at(1, action)).toEqual([]);
    }
    expect(story.state.containers.size).toBe(0);
    expect(story.at(2, 'create')).toHaveLength(1);
    expect(story.of('web')).toMatchObject({
      name: 'web',
      image: 'shop/web:1',
      state: 'created',
      createdAt: START + 2000,
    });
  });

  it('whose start was lost: it is told with the end', () => {
    const story = new Story().with('web', {
      state: 'created',
      startedAt: undefined,
    });
    expect(story.at(2, 'die', { exitCode: 1 })).toEqual([
      'started info inferred: web started',
      'died error: web ended by itself with code 1',
    ]);
  });

  it('that is updated or is a stranger in other ways: nothing, but it is looked at', () => {
    const story = new Story().with('web');
    const { owed } = reduceEvents(story.state, {
      cursor: undefined,
      created: new Map(),
      now: START,
      events: [story.event(1, 'update')],
    });
    expect(owed).toEqual([idOf('web')]);
  });
});

describe('a crash loop', () => {
  const begun = [
    'died warn: web ended by itself with code 1 after running for 1 hour',
    'started info: web started',
    ...[1, 2, 3].flatMap(() => [
      'died warn: web ended by itself with code 1 after running for 5 seconds',
      'started info: web started',
    ]),
    'died warn: web ended by itself with code 1 after running for 5 seconds',
    'crash-looping error: web keeps crashing: it ended 5 times in 40 seconds',
  ];
  const looping = () => {
    const story = new Story().with('web', { restartPolicy: 'always' });
    expect(crash(story, 5)).toEqual(begun);
    // From now on nothing is told one by one.
    for (let i = 5; i < 100; i++) {
      expect(story.at(i * 10, 'die', { exitCode: 1 })).toEqual([]);
      expect(story.at(i * 10 + 5, 'start')).toEqual([]);
    }
    return story;
  };

  it('is told once, and that it is over once nothing changed for three minutes', () => {
    const story = looping();
    expect(story.quietAt(995 + 179)).toEqual([]);
    expect(story.quietAt(995 + 180)).toEqual([
      'crash-loop-ended info: web no longer crashes; it ended 100 times in 16 minutes',
    ]);
    expect(story.quietAt(995 + 181)).toEqual([]);
    expect(story.of('web')).not.toHaveProperty('run');
    // The next end is told again.
    expect(story.at(2000, 'die', { exitCode: 1 })).toHaveLength(1);
    expect(story.at(2001, 'start')).toEqual(['started info: web started']);
  });

  it('is over when it is stopped', () => {
    const story = looping();
    story.at(1000, 'kill', { signal: '15' });
    expect(story.at(1001, 'die', { exitCode: 0 })).toEqual([
      'crash-loop-ended info: web no longer crashes; it ended 100 times in 16 minutes',
      'stopped info: web was stopped, with code 0 after running for 6 seconds',
    ]);
    expect(story.quietAt(9999)).toEqual([]);
  });

  it('is over when it is removed, by an event or between two looks', () => {
    for (const removed of [
      looping().at(1000, 'destroy'),
      looping().infer('web', 'gone'),
    ]) {
      expect(removed).toEqual([
        expect.stringMatching(/^crash-loop-ended info/),
        expect.stringMatching(/^stopped info inferred/),
        expect.stringMatching(/^removed info/),
      ]);
    }
  });

  it('goes on with runs that only a look shows, and counts them once', () => {
    const story = looping();
    const { restarts = 0 } = story.of('web')?.run?.crashLoop ?? {};
    const since = 1100;
    story.at(1000, 'die', { exitCode: 1 });
    // Began and ended while nobody looked; its events come after the look.
    story.adopt('web', {
      state: 'exited',
      exitCode: 1,
      startedAt: iso(since),
      finishedAt: iso(since + 5),
    });
    expect(story.at(since, 'start')).toEqual([]);
    expect(story.at(since + 5, 'die', { exitCode: 1 })).toEqual([]);
    expect(story.of('web')?.run?.crashLoop).toMatchObject({
      restarts: restarts + 2,
    });
    // So it is not calm three minutes after the end that was told last.
    expect(story.quietAt(1000 + 181)).toEqual([]);
    expect(story.quietAt(since + 5 + 181)).toHaveLength(1);
  });

  it('tells pauses within it, also one that a starting engine ended with the run', () => {
    const story = looping();
    expect(story.at(1000, 'pause')).toHaveLength(1);
    story.engineRestarted = true;
    expect(story.at(1001, 'die', { exitCode: 1 })).toEqual([
      'unpaused info inferred: web goes on after a pause',
    ]);
    expect(story.at(1001, 'unpause')).toEqual([]);
  });

  it('ends as an error when the engine gives up', () => {
    const story = looping();
    expect(story.at(1000, 'die', { exitCode: 1 })).toEqual([]);
    expect(story.quietAt(1180)).toEqual([
      'crash-loop-ended error: web is not started any more; it ended 101 times in 16 minutes',
    ]);
    expect(story.of('web')).toMatchObject({ state: 'exited', exitCode: 1 });
  });

  it('takes five ends within five minutes that nobody asked for', () => {
    const slow = new Story().with('web');
    for (let i = 0; i < 20; i++) {
      expect(slow.at(i * 75, 'die', { exitCode: 1 })).toHaveLength(1);
      expect(slow.at(i * 75 + 5, 'start')).toHaveLength(1);
    }
    const restarted = new Story().with('web');
    for (let i = 0; i < 20; i++) {
      restarted.at(i * 10, 'kill', { signal: '15' });
      expect(restarted.at(i * 10 + 1, 'die', { exitCode: 1 })).toHaveLength(1);
      expect(restarted.at(i * 10 + 2, 'start')).toHaveLength(1);
    }
  });
});

describe('an event that was told already', () => {
  const life = (story: Story) => [
    story.event(1, 'create'),
    story.event(1.2, 'start'),
    story.event(2, 'health_status', { health: 'healthy' }),
    story.event(2.1, 'pause'),
    story.event(2.2, 'unpause'),
    story.event(2.3, 'rename', { name: 'shop' }),
    story.event(2.31, 'kill', { signal: '15' }),
    story.event(2.32, 'die', { exitCode: 143 }),
    story.event(2.33, 'stop'),
    story.event(2.45, 'start'),
    story.event(2.45, 'restart'),
    story.event(2.5, 'oom'),
    story.event(2.51, 'update'),
  ];

  it('changes nothing when a whole batch comes again, or twice in one', () => {
    const story = new Story();
    const events = life(story);
    expect(story.batch([...events, ...events])).toHaveLength(9);
    const { state, cursor } = story;
    expect(story.batch(events)).toEqual([]);
    expect(story.batch([...events].reverse())).toEqual([]);
    expect(story.state).toEqual(state);
    expect(story.cursor).toEqual(cursor);
  });

  it('does not confuse containers: disorder among them loses nothing', () => {
    const story = new Story().with('web').with('db');
    const db = { containerId: idOf('db'), name: 'db', exitCode: 0 };
    expect([
      ...story.at(10, 'die', { exitCode: 0 }),
      ...story.at(9.5, 'die', db),
      ...story.at(9.5, 'die', db),
      ...story.at(10.01, 'start'),
    ]).toEqual([
      'died info: web finished, with code 0 after running for 2 hours',
      'died info: db finished, with code 0 after running for 2 hours',
      'started info: web started',
    ]);
  });

  it('by an inspection changes nothing: starts and ends, short runs and waits for the next', () => {
    const ended = { startedAt: iso(10), exitCode: 1, finishedAt: iso(10.001) };
    for (const state of ['exited', 'dead', 'restarting'] as const) {
      const story = new Story().with('web', {
        state: 'exited',
        exitCode: 0,
        startedAt: iso(0),
        finishedAt: iso(1),
      });
      expect(story.infer('web', { ...ended, state })).toEqual([
        'started info inferred: web started',
        expect.stringMatching(/^died error inferred: web ended by itself/),
      ]);
      // Engines tell of a start a little later, when a short run is over.
      expect(story.at(10.024, 'start')).toEqual([]);
      expect(story.at(10.03, 'die', { exitCode: 1 })).toEqual([]);
      expect(story.of('web')?.state).toBe(state);
      // The next run is news again.
      expect(story.at(10.2, 'start')).toEqual(['started info: web started']);
      expect(story.at(10.3, 'die', { exitCode: 1 })).toHaveLength(1);
    }

    const running = new Story().with('web', { startedAt: iso(0) });
    expect(running.infer('web', { startedAt: iso(10) })).toEqual([
      expect.stringMatching(
        /^died error inferred: web ended by itself with unknown exit code/,
      ),
      'started info inferred: web started',
    ]);
    expect(running.at(9, 'die', { exitCode: 1 })).toEqual([]);
    expect(running.at(10.02, 'start')).toEqual([]);
    expect(running.of('web')).toMatchObject({
      state: 'running',
      startedAt: START + 10_000,
    });
  });

  it('by an inspection changes nothing: pauses, names, health, creation and removal', () => {
    const story = new Story().with('web');
    expect(story.infer('web', { state: 'paused' })).toHaveLength(1);
    expect(story.at(1, 'pause')).toEqual([]);
    expect(story.infer('web', {})).toHaveLength(1);
    expect(story.at(2, 'unpause')).toEqual([]);
    expect(story.infer('web', { name: 'shop' })).toHaveLength(1);
    expect(story.at(3, 'rename', { name: 'shop' })).toEqual([]);
    expect(story.infer('web', { name: 'shop', health: 'healthy' })).toEqual([
      'health-changed info inferred: shop is healthy',
    ]);
    expect(story.at(4, 'health_status', { health: 'healthy' })).toEqual([]);
    expect(story.infer('web', 'gone')).toHaveLength(2);
    expect(story.at(5, 'die')).toEqual([]);
    expect(story.at(5, 'destroy')).toEqual([]);
    expect(story.infer('db', { state: 'created', startedAt: '' })).toEqual([
      'created info inferred: db was created from shop/web:1',
    ]);
    expect(story.at(0, 'create', { containerId: idOf('db') })).toEqual([]);
  });

  it('is not taken from an inspection that is ahead of it: the event tells', () => {
    const story = new Story().with('web', { startedAt: iso(0) });
    const ahead = { state: 'exited', exitCode: 1, finishedAt: iso(5) } as const;
    story.adopt('web', { ...ahead, startedAt: iso(0), restartCount: 3 });
    expect(story.of('web')).toMatchObject({
      state: 'running',
      restartCount: 0,
    });
    expect(story.at(5.1, 'die', { exitCode: 1 })).toHaveLength(1);
    story.adopt('web', { ...ahead, startedAt: iso(0), restartCount: 3 });
    expect(story.of('web')).toMatchObject({
      restartCount: 3,
      finishedAt: START + 5000,
    });
    // Nor a verdict.
    story.at(10, 'start');
    story.adopt('web', { startedAt: iso(9.99), health: 'healthy' });
    expect(story.at(11, 'health_status', { health: 'healthy' })).toEqual([
      'health-changed info: web is healthy',
    ]);
  });

  it('does not wake a crash loop: what is ahead is put aside there as well', () => {
    const story = new Story().with('web', { restartPolicy: 'always' });
    crash(story, 6);
    story.adopt('web', { state: 'exited', exitCode: 1, finishedAt: iso(60) });
    expect(story.of('web')?.state).toBe('running');
    expect(story.at(60, 'die', { exitCode: 1 })).toEqual([]);
    expect(story.of('web')?.run?.crashLoop?.restarts).toBe(7);
  });

  it('is one from long before the last: an engine repeats only its past', () => {
    const story = new Story().with('web');
    story.at(100, 'pause');
    expect(story.at(99.4, 'unpause')).toEqual([]);
    expect(story.at(99.6, 'unpause')).toHaveLength(1);
  });
});

it('an engine whose clock was set back: once its past is forgotten, a look and events tell all', () => {
  const story = new Story().with('web', { startedAt: iso(0) });
  story.at(7200, 'die', { exitCode: 0 });
  story.at(7201, 'start');
  // An hour back. Events look like old ones until the session begins anew.
  expect(story.at(3601, 'die', { exitCode: 1 })).toEqual([]);
  story.cursor = undefined;
  expect(
    story.infer('web', {
      state: 'exited',
      exitCode: 1,
      startedAt: iso(7201),
      finishedAt: iso(3601),
    }),
  ).toEqual(['died error inferred: web ended by itself with code 1']);
  expect(story.infer('web', { startedAt: iso(3602) })).toEqual([
    'started info inferred: web started',
  ]);
  expect(story.at(3700, 'die', { exitCode: 1 })).toEqual([
    'died error: web ended by itself with code 1 after running for 1 minute',
  ]);
});
