import { ConflictError } from '@backstage/errors';
import { buildContainer } from '../__testUtils__';
import { actualStateOf, isActionSeen } from './containerActions';

const startedAt = '2026-01-02T08:00:00.000Z';
const later = '2026-01-02T09:00:00.000Z';

describe('isActionSeen', () => {
  it.each([
    ['stop', { state: 'running' }, false],
    ['stop', { state: 'exited' }, true],
    ['restart', { state: 'running' }, false],
    ['restart', { state: 'exited' }, false],
    ['restart', { state: 'running', startedAt: later }, true],
    ['restart', { state: 'exited', startedAt: later }, true],
    ['start', { state: 'exited' }, false],
    ['start', { state: 'running', startedAt: later }, true],
    ['start', { state: 'exited', startedAt: later }, true],
    ['remove', { state: 'exited' }, false],
    ['remove', { state: 'exited', presence: 'missing' }, true],
    ['stop', { state: 'running', presence: 'missing' }, true],
  ] as const)('after %s, %j is %s', (action, change, expected) => {
    const pending = { action, state: 'running' as const, startedAt };
    expect(
      isActionSeen(pending, buildContainer({ startedAt, ...change })),
    ).toBe(expected);
  });
});

describe('actualStateOf', () => {
  it('finds the state in the error and in what the backend answered', () => {
    const conflict = Object.assign(new ConflictError('no'), {
      actualState: 'exited',
    });
    expect(actualStateOf(conflict)).toBe('exited');
    expect(
      actualStateOf(Object.assign(new Error('409'), { cause: conflict })),
    ).toBe('exited');
  });

  it.each([
    undefined,
    'exited',
    new Error('no'),
    Object.assign(new Error('no'), { actualState: 'sleeping' }),
    Object.assign(new Error('no'), { actualState: ['exited'] }),
  ])('takes nothing else for one: %p', error => {
    expect(actualStateOf(error)).toBeUndefined();
  });
});
