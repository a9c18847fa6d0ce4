import { buildContainer } from '../__testUtils__';
import { describeEngine, noteworthyClockSkew } from './describeHost';
import { explainExitCode } from './explainExitCode';
import { stateSince, toneOfState } from './judgeContainer';

describe('explainExitCode', () => {
  it.each([
    [0, false, { kind: 'success' }],
    [1, false, { kind: 'failure' }],
    [125, false, { kind: 'engineFailed' }],
    [126, false, { kind: 'notExecutable' }],
    [127, false, { kind: 'notFound' }],
    [130, false, { kind: 'terminated', signal: 'SIGINT' }],
    [137, false, { kind: 'signal', signal: 'SIGKILL' }],
    [137, true, { kind: 'outOfMemory' }],
    [139, false, { kind: 'signal', signal: 'SIGSEGV' }],
    [143, false, { kind: 'terminated', signal: 'SIGTERM' }],
    [255, false, { kind: 'failure' }],
    [-1, false, { kind: 'failure' }],
  ])('explains %i (out of memory: %s)', (code, oomKilled, expected) => {
    expect(explainExitCode(code, oomKilled)).toEqual(expected);
  });
});

describe('toneOfState', () => {
  it.each([
    [{ state: 'running' as const }, 'success'],
    [{ state: 'restarting' as const }, 'warning'],
    [{ state: 'dead' as const }, 'danger'],
    [{ state: 'exited' as const, exitCode: 0 }, 'neutral'],
    [{ state: 'exited' as const, exitCode: 143 }, 'neutral'],
    [{ state: 'exited' as const, exitCode: 1 }, 'danger'],
    [{ state: 'exited' as const, exitCode: 0, oomKilled: true }, 'danger'],
    [{ state: 'exited' as const }, 'neutral'],
  ])('%j is %s', (given, tone) => {
    expect(toneOfState(given)).toBe(tone);
  });
});

describe('stateSince', () => {
  it('takes the time that began the present state', () => {
    const times = {
      startedAt: 'started',
      finishedAt: 'finished',
      createdAt: 'created',
    };
    const since = (state: Parameters<typeof stateSince>[0]['state']) =>
      stateSince({ ...buildContainer(), ...times, state });
    expect(since('running')).toBe('started');
    expect(since('paused')).toBe('started');
    expect(since('exited')).toBe('finished');
    expect(since('dead')).toBe('finished');
    expect(since('created')).toBe('created');
  });
});

describe('hosts', () => {
  it('introduces an engine with what it told', () => {
    const engine = { product: 'docker', version: '27.3.1', apiVersion: '1.47' };
    expect(
      describeEngine({ ...engine, os: 'linux', architecture: 'arm64' }),
    ).toEqual({
      name: 'Docker 27.3.1',
      apiVersion: '1.47',
      platform: 'linux/arm64',
    });
    expect(describeEngine({ ...engine, product: 'other' })).toEqual({
      name: 'other 27.3.1',
      apiVersion: '1.47',
      platform: undefined,
    });
  });

  it.each([
    [undefined, undefined],
    [5_000, undefined],
    [-4_999, undefined],
    [5_001, { ahead: true, seconds: 5 }],
    [-90_000, { ahead: false, seconds: 90 }],
  ])('a clock skew of %s ms is %j', (skew, expected) => {
    expect(noteworthyClockSkew(skew)).toEqual(expected);
  });
});
