import {
  CONTAINER_ACTIONS,
  judgeContainerAction,
} from './judgeContainerAction';

describe('judgeContainerAction', () => {
  it.each([
    ['created', ['fits', 'is-not-running', 'is-not-running', 'fits']],
    ['running', ['is-running', 'fits', 'fits', 'is-running']],
    ['paused', ['is-paused', 'fits', 'fits', 'is-running']],
    ['restarting', ['is-running', 'fits', 'fits', 'is-running']],
    ['removing', ['is-leaving', 'is-leaving', 'is-leaving', 'is-leaving']],
    ['exited', ['fits', 'is-not-running', 'is-not-running', 'fits']],
    ['dead', ['is-leaving', 'is-not-running', 'is-not-running', 'fits']],
  ] as const)('says what may be done to what is %s', (state, expected) => {
    expect(
      CONTAINER_ACTIONS.map(action => judgeContainerAction(action, state)),
    ).toEqual(expected);
  });
});
