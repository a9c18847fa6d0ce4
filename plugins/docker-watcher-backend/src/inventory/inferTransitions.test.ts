import { inferTransitions } from './inferTransitions';
import { InspectedContainer } from 'backstage-plugin-docker-watcher-node';
import { TrackedContainer } from './TrackedContainer';
import { trackContainer } from './trackContainer';
import { inspected } from './__testUtils__/engineContainers';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const at = (time: string) => `2026-01-01T${time}:00.000Z`;

/** Runs began at 9 (the first) or 10 (the second) and lasted half an hour. */
const first = { startedAt: at('09:00') };
const second = { startedAt: at('10:00') };
const over = (hour: string) => ({
  finishedAt: at(`${hour}:30`),
  exitCode: 1,
});

const LOOKS = {
  'not there': undefined,
  created: { state: 'created', startedAt: undefined },
  'running 1': { state: 'running', ...first },
  'running 2': { state: 'running', ...second },
  'paused 1': { state: 'paused', ...first },
  'paused 2': { state: 'paused', ...second },
  'exited 1': { state: 'exited', ...first, ...over('09') },
  'exited 2': { state: 'exited', ...second, ...over('10') },
  'restarting 1': { state: 'restarting', ...first, ...over('09') },
  'restarting 2': { state: 'restarting', ...second, ...over('10') },
  'dead 1': { state: 'dead', ...first, ...over('09') },
} satisfies Record<string, Partial<InspectedContainer> | undefined>;
type Look = keyof typeof LOOKS;

function look(name: Look, fields: Partial<InspectedContainer> = {}) {
  const one = LOOKS[name];
  if (!one) {
    return undefined;
  }
  const inspection = inspected('web', { ...one, ...fields });
  return trackContainer({
    host: 'nas',
    now: NOW,
    listed: { ...inspection, statusText: '' },
    inspected: inspection,
  });
}

function told(
  previous?: TrackedContainer,
  next?: TrackedContainer,
  engineRestarted?: boolean,
) {
  return inferTransitions({
    host: 'nas',
    previous,
    next,
    now: NOW,
    engineRestarted,
  });
}

function kinds(...args: Parameters<typeof told>) {
  return told(...args)
    .map(({ kind }) => kind.replace('container.', ''))
    .join(', ');
}

const RUN = 'started, died';
/** What is told for each pair; a pair that is missing tells nothing. */
const TABLE: Partial<Record<Look, Partial<Record<Look, string>>>> = {
  'not there': {
    created: 'created',
    'running 1': 'created, started',
    'running 2': 'created, started',
    'paused 1': 'created, started, paused',
    'paused 2': 'created, started, paused',
    'exited 1': `created, ${RUN}`,
    'exited 2': `created, ${RUN}`,
    'restarting 1': `created, ${RUN}`,
    'restarting 2': `created, ${RUN}`,
    'dead 1': `created, ${RUN}`,
  },
  created: {
    'not there': 'removed',
    'running 1': 'started',
    'running 2': 'started',
    'paused 1': 'started, paused',
    'paused 2': 'started, paused',
    'exited 1': RUN,
    'exited 2': RUN,
    'restarting 1': RUN,
    'restarting 2': RUN,
    'dead 1': RUN,
  },
  'running 1': {
    'not there': 'stopped, removed',
    created: 'died',
    'running 2': 'died, started',
    'paused 1': 'paused',
    'paused 2': 'died, started, paused',
    'exited 1': 'died',
    'exited 2': `died, ${RUN}`,
    'restarting 1': 'died',
    'restarting 2': `died, ${RUN}`,
    'dead 1': 'died',
  },
  'paused 1': {
    'not there': 'stopped, removed',
    created: 'died',
    'running 1': 'unpaused',
    'running 2': 'died, started',
    'paused 2': 'died, started, paused',
    'exited 1': 'died',
    'exited 2': `died, ${RUN}`,
    'restarting 1': 'died',
    'restarting 2': `died, ${RUN}`,
    'dead 1': 'died',
  },
};
/** All that have ended tell alike. */
for (const ended of ['exited 1', 'restarting 1', 'dead 1'] as const) {
  TABLE[ended] = {
    'not there': 'removed',
    'running 1': 'started',
    'running 2': 'started',
    'paused 1': 'started, paused',
    'paused 2': 'started, paused',
    'exited 2': RUN,
    'restarting 2': RUN,
  };
}

describe('inferTransitions', () => {
  const names = Object.keys(LOOKS) as Look[];
  // An earlier run does not follow a later one.
  const froms = names.filter(name => !name.endsWith('2'));

  it.each(froms)('tells what lies between %s and any other look', from => {
    expect(
      Object.fromEntries(names.map(to => [to, kinds(look(from), look(to))])),
    ).toEqual(
      Object.fromEntries(names.map(to => [to, TABLE[from]?.[to] ?? ''])),
    );
  });

  it('tells nothing between two looks at the same thing', () => {
    for (const name of names) {
      expect(kinds(look(name), look(name))).toBe('');
    }
  });

  it('marks all of it as inferred, with the times of the engine where it gave some', () => {
    const events = told(look('running 1'), look('exited 2', { name: 'shop' }));
    expect(
      events.map(({ kind, occurredAt, inferred }) => [
        kind,
        occurredAt,
        inferred,
      ]),
    ).toEqual([
      ['container.renamed', at('12:00'), true],
      ['container.died', at('10:00'), true],
      ['container.started', at('10:00'), true],
      ['container.died', at('10:30'), true],
    ]);
    expect(events[1].details).toEqual({ ranForMs: 3_600_000 });
    expect(events[3].details).toMatchObject({
      exitCode: 1,
      ranForMs: 1_800_000,
    });
    expect(told(look('running 1'))).toEqual([
      // Not an alarm: whoever removed it had it ended.
      expect.objectContaining({
        kind: 'container.stopped',
        severity: 'info',
        occurredAt: at('12:00'),
        inferred: true,
      }),
      expect.objectContaining({
        kind: 'container.removed',
        occurredAt: at('12:00'),
        inferred: true,
      }),
    ]);
  });

  it('knows that an engine which starts lets paused containers go on to end them', () => {
    const afterRestart = (name: Look) =>
      kinds(look('paused 1'), look(name), true);
    expect(afterRestart('paused 1')).toBe('');
    expect(afterRestart('running 1')).toBe('unpaused');
    expect(afterRestart('exited 1')).toBe('unpaused, died');
    expect(afterRestart('running 2')).toBe('unpaused, died, started');
    expect(afterRestart('not there')).toBe('unpaused, stopped, removed');
  });

  it('tells verdicts of one run, but neither that checks begin nor what a new run brings', () => {
    const health = { healthy: { health: 'healthy' } } as const;
    const pairs = (['none', 'starting', 'healthy', 'unhealthy'] as const).map(
      from => [
        from,
        (['none', 'starting', 'healthy', 'unhealthy'] as const)
          .filter(
            to =>
              kinds(
                look('running 1', { health: from }),
                look('running 1', { health: to }),
              ) === 'health-changed',
          )
          .join(),
      ],
    );
    expect(pairs).toEqual([
      ['none', 'healthy,unhealthy'],
      ['starting', 'healthy,unhealthy'],
      ['healthy', 'unhealthy'],
      ['unhealthy', 'healthy'],
    ]);
    expect(kinds(look('running 1'), look('running 2', health.healthy))).toBe(
      'died, started',
    );
    expect(kinds(look('paused 1'), look('running 1', health.healthy))).toBe(
      'unpaused',
    );
  });

  it('knows an end that was asked for, and one of an earlier run that was not', () => {
    const running = look('running 1');
    const asked = { asked: { at: NOW, signal: '15' } };
    const exited = look('exited 1');
    expect(
      kinds(
        running && { ...running, run: asked },
        exited && { ...exited, run: asked },
      ),
    ).toBe('stopped');
  });

  it('tells no starts and ends in a crash loop, but its end with a removal', () => {
    const loop = {
      crashLoop: { since: NOW - 60_000, restarts: 7, lastChangeAt: NOW },
    };
    const running = look('running 1');
    const looping = running && { ...running, run: loop };
    expect(kinds(looping, look('exited 2'))).toBe('');
    expect(kinds(looping, undefined)).toBe(
      'crash-loop-ended, stopped, removed',
    );
  });

  it('takes an event, which is later than the start it tells of, for the same run', () => {
    const running = look('running 1');
    const byEvent = running && {
      ...running,
      startedAt: (running.startedAt ?? 0) + 30,
    };
    expect(kinds(byEvent, look('running 1'))).toBe('');
    expect(kinds(byEvent, look('running 2'))).toBe('died, started');
  });
});
