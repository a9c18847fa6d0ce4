import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEngineEvent } from './parseEngineEvent';

const lines = readFileSync(
  path.join(__dirname, '__fixtures__/docker-20.10.24-api-1.41.events.ndjson'),
  'utf8',
)
  .trim()
  .split('\n');

function parse(text: string) {
  return parseEngineEvent({ text, value: JSON.parse(text) });
}

const id = 'c'.repeat(64);
function event(fields: object, attributes: object = {}) {
  return JSON.stringify({
    Type: 'container',
    Action: 'start',
    Actor: { ID: id, Attributes: attributes },
    time: 1764000000,
    ...fields,
  });
}

describe('parseEngineEvent', () => {
  it('reads what Docker 20.10 sends, and drops exec with its command lines', () => {
    const dropped = lines.filter(line => !parse(line));
    expect(dropped.length).toBeGreaterThan(0);
    for (const line of dropped) {
      expect(JSON.parse(line).Action).toMatch(/^exec_/);
    }
    const events = lines.flatMap(line => parse(line) ?? []);
    const shown = events.map(({ action, health, exitCode, signal, oldName }) =>
      [action, health, exitCode, signal, oldName]
        .filter(part => part !== undefined)
        .join(' '),
    );
    expect(shown.sort()).toEqual([
      'create',
      'destroy',
      'die 3',
      'health_status healthy',
      'health_status unhealthy',
      'kill 15',
      'pause',
      'rename tty',
      'start',
      'stop',
      'update',
    ]);
    expect(events[0]).toEqual({
      action: 'create',
      containerId: expect.stringMatching(/^[0-9a-f]{64}$/),
      name: 'created',
      image: 'busybox:test',
      timeNano: expect.stringMatching(/^1795527\d{12}$/),
    });
    expect(JSON.stringify(events)).not.toContain('command-line');
  });

  it('keeps each digit of the time', () => {
    const digits = '1764000000123456789';
    const text = event({}).slice(0, -1);
    expect(parse(`${text},"timeNano":${digits}}`)?.timeNano).toBe(digits);
    expect(parse(`${text}, "timeNano" : ${digits} }`)?.timeNano).toBe(digits);
    expect(Number(digits).toString()).not.toBe(digits);
  });

  it('cannot be told a wrong time by a label', () => {
    const text = event({}, { x: '"timeNano":1,', timeNano: '2' }).slice(0, -1);
    expect(parse(`${text},"timeNano":1764000000123456789}`)?.timeNano).toBe(
      '1764000000123456789',
    );
    expect(parse(`${text}}`)?.timeNano).toBe('1764000000000000000');
  });

  it.each([
    ['health_status: healthy', {}, 'healthy'],
    ['health_status: unhealthy', {}, 'unhealthy'],
    ['health_status: starting', {}, 'starting'],
    ['health_status: running', {}, 'starting'],
    ['health_status', { HealthStatus: 'healthy' }, 'healthy'],
    ['health_status', { health_status: 'unhealthy' }, 'unhealthy'],
    ['health_status', {}, undefined],
    ['health_status: odd', {}, undefined],
  ])('reads %s with %j as %s', (Action, fields, health) => {
    expect(parse(event({ Action, ...fields }))).toEqual({
      timeNano: '1764000000000000000',
      action: 'health_status',
      containerId: id,
      health,
    });
  });

  it("reads Podman's own words", () => {
    expect(
      parse(event({ Action: 'died' }, { containerExitCode: '3' })),
    ).toEqual(expect.objectContaining({ action: 'die', exitCode: 3 }));
    expect(parse(event({ Action: 'remove' }))?.action).toBe('destroy');
  });

  it.each([
    ['exit code', 'die', { exitCode: '137' }, { exitCode: 137 }],
    ['exit code of Podman', 'die', { containerExitCode: '1' }, { exitCode: 1 }],
    ['odd exit code', 'die', { exitCode: 'x' }, { exitCode: undefined }],
    ['signal', 'kill', { signal: '15' }, { signal: '15' }],
    ['old name', 'rename', { oldName: '/a', name: 'b' }, { oldName: 'a' }],
    ['no exit code', 'start', { exitCode: '1' }, {}],
  ])('reads the %s', (_what, Action, attributes, expected) => {
    expect(parse(event({ Action }, attributes))).toEqual(
      expect.objectContaining({ action: Action, ...expected }),
    );
  });

  it.each([
    ['exec_create: /bin/sh -c secret'],
    ['exec_start: start'],
    ['exec_die'],
    ['attach'],
    ['top'],
    ['toString'],
    [''],
  ])('drops %s', Action => {
    expect(parse(event({ Action }))).toBeUndefined();
  });

  it.each([
    ['another type', { Type: 'network' }],
    ['no actor', { Actor: undefined }],
    ['an odd id', { Actor: { ID: '../x' } }],
    ['no time', { time: undefined }],
    ['an odd time', { time: 'now', timeNano: 0 }],
  ])('drops events with %s', (_what, fields) => {
    expect(parse(event(fields))).toBeUndefined();
  });

  it('drops lines that are no event at all', () => {
    for (const text of ['5', 'null', '[]', '{}', '"start"']) {
      expect(parse(text)).toBeUndefined();
    }
  });
});
