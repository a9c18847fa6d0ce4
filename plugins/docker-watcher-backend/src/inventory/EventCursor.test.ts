import {
  ENGINE_EVENT_ACTIONS,
  EngineEvent,
} from 'backstage-plugin-docker-watcher-node';
import {
  advanceCursor,
  EventCursor,
  sinceCursor,
  withoutApplied,
} from './EventCursor';
import { reduceEvents } from './reduceEvents';
import { InventoryState } from './reduceInventory';
import { idOf } from './__testUtils__/engineContainers';

/** Always the same sequence of numbers from 0 to 1 for a seed. */
function randomOf(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const NAMES = ['web', 'db', 'job'];

/** Events as an engine sends them: some at the same moment, some disordered. */
function engineOf(random: () => number, count: number): EngineEvent[] {
  let now = BigInt(Date.parse('2026-01-01T10:00:00Z')) * 1_000_000n;
  const keys = new Set<string>();
  /** Of containers that were removed; another with the name has another id. */
  const gone = new Map<string, number>();
  const events: EngineEvent[] = [];
  while (events.length < count) {
    now += BigInt(Math.floor(random() ** 4 * 2_000_000_000));
    const disorder = BigInt(Math.floor(random() ** 2 * 240_000_000));
    const name = NAMES[Math.floor(random() * NAMES.length)];
    const action =
      ENGINE_EVENT_ACTIONS[Math.floor(random() * ENGINE_EVENT_ACTIONS.length)];
    const event = {
      timeNano: String(now - disorder),
      action,
      containerId: idOf(`${name}${gone.get(name) ?? 0}`),
      name: random() < 0.2 ? 'other' : name,
      exitCode: 1,
      health: random() < 0.5 ? ('healthy' as const) : ('unhealthy' as const),
      signal: '15',
    };
    const key = `${event.timeNano}${action}${name}`;
    if (!keys.has(key)) {
      keys.add(key);
      events.push(event);
      if (action === 'destroy') {
        gone.set(name, (gone.get(name) ?? 0) + 1);
      }
    }
  }
  return events;
}

describe('EventCursor', () => {
  it('makes any batches with any reconnects equal to the whole at once', () => {
    let repeated = 0;
    for (let seed = 0; seed < 150; seed++) {
      const random = randomOf(seed);
      const sent = engineOf(random, 120);
      const empty: InventoryState = { host: 'nas', containers: new Map() };
      const options = { created: new Map(), now: 0 };
      const whole = reduceEvents(empty, {
        ...options,
        events: sent,
        cursor: undefined,
      });

      let state = empty;
      let cursor: EventCursor | undefined;
      const log: unknown[] = [];
      let stream = sent;
      let sentSoFar = 0;
      while (stream.length > 0) {
        const events = stream.slice(0, 1 + Math.floor(random() * 12));
        stream = stream.slice(events.length);
        sentSoFar = sent.length - stream.length;
        const step = reduceEvents(state, { ...options, events, cursor });
        state = step.next;
        log.push(...step.events);
        cursor = step.cursor;
        if (cursor && random() < 0.3) {
          // The stream breaks, perhaps with events on their way: once more from there.
          const since = BigInt(sinceCursor(cursor));
          stream = sent.filter(({ timeNano }) => BigInt(timeNano) >= since);
          repeated += stream.length - (sent.length - sentSoFar);
        }
      }
      expect({ seed, log, state, cursor }).toEqual({
        seed,
        log: whole.events,
        state: whole.next,
        cursor: whole.cursor,
      });
    }
    expect(repeated).toBeGreaterThan(1000);
  });

  it('stays small: it remembers half a second', () => {
    let cursor: EventCursor | undefined;
    for (let i = 0; i < 5000; i++) {
      cursor = advanceCursor(cursor, [
        {
          timeNano: String(
            1_767_261_600_000_000_000n + BigInt(i) * 10_000_000n,
          ),
          action: 'start',
          containerId: idOf('web'),
        },
      ]);
    }
    expect(cursor?.recent).toHaveLength(51);
    expect(BigInt(cursor?.timeNano ?? 0) - BigInt(sinceCursor(cursor!))).toBe(
      500_000_000n,
    );
  });

  it('tells events of one nanosecond apart, and loses no digit of it', () => {
    const event: EngineEvent = {
      timeNano: '1767261600000000001',
      action: 'start',
      containerId: idOf('web'),
    };
    const cursor = advanceCursor(undefined, [event]);
    const others: EngineEvent[] = [
      { ...event, timeNano: '1767261600000000002' },
      { ...event, action: 'stop' },
      { ...event, containerId: idOf('db') },
    ];
    expect(withoutApplied(cursor, [event, ...others])).toEqual(others);
    expect(withoutApplied(undefined, [event, event])).toEqual([event]);
  });
});
