import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeLog } from './judgeLog.mjs';

/** A minute after the other, so that nothing falls into a tolerance by chance. */
const minute = number => 1_700_000_000_000 + number * 60_000;
const happened = (action, at, id = 'web') => ({ id, action, ms: minute(at) });
const told = (kind, at, more = {}) => ({
  containerId: 'web',
  kind: `container.${kind}`,
  ms: minute(at),
  inferred: false,
  ...more,
});
const inferred = (kind, at, more = {}) =>
  told(kind, at, { inferred: true, ...more });

const judge = (record, log, blind = []) => judgeLog({ record, log, blind });

test('a log that tells of everything once is without fault', () => {
  const verdict = judge(
    [
      happened('create', 1),
      happened('start', 2),
      happened('pause', 3),
      happened('unpause', 4),
      happened('rename', 5),
      happened('die', 6),
      happened('start', 7),
      happened('die', 8),
      happened('destroy', 9),
    ],
    [
      told('created', 1),
      told('started', 2),
      told('paused', 3),
      told('unpaused', 4),
      told('renamed', 5),
      told('died', 6),
      told('started', 7),
      // Said besides the end and the start it is made of, and of a host as a whole.
      told('restarted', 7),
      told('stopped', 8),
      told('removed', 9),
      told('connected', 9, { containerId: undefined, kind: 'host.connected' }),
    ],
  );
  assert.deepEqual(verdict, {
    told: 9,
    inferred: 0,
    folded: 0,
    missed: [],
    repeated: [],
  });
});

test('what the log does not know of is missed', () => {
  const record = [happened('start', 1), happened('die', 2)];
  assert.deepEqual(judge(record, [told('started', 1)]).missed, [record[1]]);
  assert.deepEqual(judge(record, []).missed, record);
  const ofAnother = judge(record, [
    told('started', 1),
    told('died', 2, { containerId: 'db' }),
  ]);
  assert.deepEqual(ofAnother.missed, [record[1]]);
  assert.equal(ofAnother.repeated.length, 1);
});

test('what is told or inferred once more is repeated', () => {
  const record = [happened('start', 1), happened('die', 2)];
  const log = [told('started', 1), told('died', 2)];
  const again = told('died', 2);
  assert.deepEqual(judge(record, [...log, again]).repeated, [again]);
  const concluded = inferred('died', 2);
  assert.deepEqual(judge(record, [...log, concluded]).repeated, [concluded]);
  assert.deepEqual(judge(record, [log[0], concluded, log[1]]).repeated, [
    concluded,
  ]);
});

test('what never happened is invented, and counts as repeated', () => {
  const record = [happened('start', 1)];
  const invented = told('paused', 2);
  assert.deepEqual(judge(record, [told('started', 1), invented]).repeated, [
    invented,
  ]);
  const ofAStranger = told('started', 1, { containerId: 'stranger' });
  assert.deepEqual(judge(record, [told('started', 1), ofAStranger]).repeated, [
    ofAStranger,
  ]);
  // Whoever tells of it firmly has to have the engine's own time.
  const late = told('started', 2);
  const verdict = judge(record, [late]);
  assert.deepEqual([verdict.missed, verdict.repeated], [record, [late]]);
});

test('what is inferred stands for something that happened before, once', () => {
  const record = [happened('start', 1), happened('die', 2)];
  const good = judge(record, [inferred('started', 5), inferred('died', 5)]);
  assert.deepEqual([good.inferred, good.missed, good.repeated], [2, [], []]);
  const early = inferred('died', 1.5);
  const bad = judge(record, [told('started', 1), early]);
  assert.deepEqual([bad.missed, bad.repeated], [[record[1]], [early]]);
  const wrong = inferred('paused', 5);
  assert.deepEqual(judge(record, [wrong]).repeated, [wrong]);
});

test('without a record only what is inferred about that time is believed', () => {
  const blind = [{ from: minute(10), to: minute(11) }];
  assert.equal(judge([], [inferred('died', 10.5)], blind).inferred, 1);
  const outside = inferred('died', 20);
  assert.deepEqual(judge([], [outside], blind).repeated, [outside]);
  const firm = told('died', 10.5);
  assert.deepEqual(judge([], [firm], blind).repeated, [firm]);
});

test('the last words of an engine that was killed may miss the record, and are told once', () => {
  const blind = [{ from: minute(10), to: minute(11) }];
  const last = told('paused', 10);
  assert.equal(judge([], [last], blind).told, 1);
  assert.deepEqual(judge([], [last, last], blind).repeated, [last]);
  assert.deepEqual(
    judge([happened('pause', 10)], [last, last], blind).repeated,
    [last],
  );
  const early = told('paused', 9.9);
  assert.deepEqual(judge([], [early], blind).repeated, [early]);
});

test('starts and ends within a crash loop are folded, and nothing else is', () => {
  const record = [
    happened('die', 1),
    happened('start', 2),
    happened('die', 3),
    happened('pause', 4),
    happened('start', 7),
  ];
  const loop = [told('died', 1), told('crash-looping', 1.5)];
  const open = judge(record, loop);
  assert.deepEqual([open.folded, open.missed], [3, [record[3]]]);
  const ended = judge(record, [...loop, told('crash-loop-ended', 5)]);
  assert.deepEqual([ended.folded, ended.missed], [2, [record[3], record[4]]]);
  const ofAnother = judge(record, [
    told('died', 1),
    told('crash-looping', 1.5, { containerId: 'db' }),
  ]);
  assert.equal(ofAnother.folded, 0);
  assert.equal(ofAnother.missed.length, 4);
});

test('what is inferred after a crash loop stands for what happened after it', () => {
  const verdict = judge(
    [
      happened('die', 1),
      happened('start', 2),
      happened('die', 3),
      happened('start', 10),
    ],
    [
      told('died', 1),
      told('crash-looping', 1),
      told('crash-loop-ended', 5),
      inferred('started', 10),
    ],
  );
  assert.deepEqual(
    [verdict.missed, verdict.repeated, verdict.folded, verdict.inferred],
    [[], [], 2, 1],
  );
});
