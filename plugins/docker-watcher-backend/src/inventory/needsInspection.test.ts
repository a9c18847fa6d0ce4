import {
  needsInspection,
  suspectsAnotherRun,
  suspectsLaterEnd,
} from './needsInspection';
import { trackContainer } from './trackContainer';
import { inspected, listed } from './__testUtils__/engineContainers';

function tracked(fields: Parameters<typeof inspected>[1] = {}) {
  return trackContainer({
    host: 'nas',
    now: 0,
    listed: listed('web', { ...fields }),
    inspected: inspected('web', fields),
  });
}

describe('needsInspection', () => {
  it('is owed at first sight, after a failure, and when the list shows a difference', () => {
    const ports = [{ privatePort: 80, protocol: 'tcp' as const }];
    expect(needsInspection(undefined, listed('web'))).toBe(true);
    expect(
      needsInspection({ ...tracked(), inspectedAt: undefined }, listed('web')),
    ).toBe(true);
    expect(needsInspection(tracked(), listed('web', { state: 'exited' }))).toBe(
      true,
    );
    expect(needsInspection(tracked(), listed('web', { name: 'old-web' }))).toBe(
      true,
    );
    expect(needsInspection(tracked(), listed('web', { ports }))).toBe(true);
  });

  it('costs nothing for an unchanged container, whatever its words, health or order of ports', () => {
    const ports = [80, 443].map(privatePort => ({
      privatePort,
      protocol: 'tcp' as const,
    }));
    expect(needsInspection(tracked(), listed('web'))).toBe(false);
    expect(
      needsInspection(tracked(), listed('web', { statusText: 'Up 3 hours' })),
    ).toBe(false);
    expect(
      needsInspection(tracked(), listed('web', { health: 'unhealthy' })),
    ).toBe(false);
    expect(
      needsInspection(
        tracked({ ports }),
        listed('web', { ports: [...ports].reverse() }),
      ),
    ).toBe(false);
    // A tag that moved on: the list shows an id in place of the reference.
    expect(
      needsInspection(tracked(), listed('web', { image: 'sha256:123' })),
    ).toBe(false);
  });

  it('asks for the health that a list is silent about, unless there is no health check', () => {
    const silent = listed('web', { health: undefined });
    expect(needsInspection(tracked({ health: 'healthy' }), silent)).toBe(true);
    expect(needsInspection(tracked({ health: 'none' }), silent)).toBe(false);
    expect(
      needsInspection(
        tracked({ state: 'exited' }),
        listed('web', { state: 'exited', health: undefined }),
      ),
    ).toBe(false);
  });
});

describe('suspectsAnotherRun', () => {
  it.each([
    ['Up 2 hours', 'Up 2 hours', 30, false],
    ['Up 2 hours', 'Up 3 hours', 30, false],
    ['Up 59 minutes', 'Up About an hour', 30, false],
    ['Up 47 hours', 'Up 2 days', 30, false],
    ['Up 13 days', 'Up 2 weeks', 30, false],
    ['Up 5 seconds', 'Up 35 seconds', 30, false],
    ['Up 5 seconds', 'Up 34 seconds', 30, false],
    ['Up 50 seconds', 'Up About a minute', 30, false],
    ['Up 2 hours', 'Up 3 seconds', 30, true],
    ['Up 5 seconds', 'Up 5 seconds', 30, true],
    ['Up 5 seconds', 'Up 20 seconds', 30, true],
    ['Up 2 hours (healthy)', 'Up 2 hours (unhealthy)', 30, false],
    ['Exited (0) 3 hours ago', 'Exited (0) 4 hours ago', 30, false],
    ['Exited (0) 3 hours ago', 'Exited (0) 2 seconds ago', 30, true],
    ['Exited (0) 3 hours ago', 'Exited (1) 3 hours ago', 30, true],
    ['Created', 'Created', 30, false],
    ['who', 'knows', 30, false],
    ['Up 2 seconds', 'Up 2 seconds', 0.5, false],
  ])('%j, then %j after %d s: %j', (previous, current, seconds, expected) => {
    expect(suspectsAnotherRun({ previous, current }, seconds * 1000)).toBe(
      expected,
    );
  });
});

describe('suspectsLaterEnd', () => {
  const end = Date.parse('2026-01-01T12:00:00Z');
  const known = tracked({
    state: 'exited',
    exitCode: 3,
    startedAt: '2026-01-01T11:00:00Z',
    finishedAt: '2026-01-01T12:00:00Z',
  });
  const suspects = (statusText: string, secondsLater: number) =>
    suspectsLaterEnd(
      known,
      listed('web', { state: 'exited', statusText }),
      end + secondsLater * 1000,
    );

  it.each([
    ['Exited (3) Less than a second ago', 40, true],
    ['Exited (3) 3 seconds ago', 40, true],
    ['Exited (3) 2 hours ago', 86_400, true],
    ['Exited (137) 40 seconds ago', 40, true],
    ['Exited (3) 40 seconds ago', 40, false],
    ['Exited (3) About a minute ago', 100, false],
    ['Exited (3) 24 hours ago', 86_400, false],
    // Rounding and a clock that is a little off.
    ['Exited (3) 3 seconds ago', 5, false],
    ['Exited', 86_400, false],
  ])('%s, %s s after the known end: %s', (text, secondsLater, expected) => {
    expect(suspects(text, secondsLater)).toBe(expected);
  });

  it('says nothing of those that are up, or that the list shows otherwise', () => {
    const running = listed('web', { statusText: 'Up 1 second' });
    expect(suspectsLaterEnd(known, running, end + 60_000)).toBe(false);
    expect(
      suspectsLaterEnd(
        tracked({ state: 'running' }),
        listed('web', {
          state: 'exited',
          statusText: 'Exited (3) 1 second ago',
        }),
        end,
      ),
    ).toBe(false);
  });
});
