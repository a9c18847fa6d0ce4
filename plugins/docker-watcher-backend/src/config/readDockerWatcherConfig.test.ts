import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import { HOST_NAME_PATTERN } from 'backstage-plugin-docker-watcher-common';
import { readDockerWatcherConfig } from './readDockerWatcherConfig';

const DAY_MS = 24 * 60 * 60 * 1000;

function read(dockerWatcher?: JsonValue) {
  return readDockerWatcherConfig(
    new ConfigReader(dockerWatcher === undefined ? {} : { dockerWatcher }),
  );
}

/** The problem of the only host, which has a good name. */
function problemOf(host: { [key: string]: JsonValue }): string {
  const [{ connection }] = read({
    hosts: [{ name: 'local', ...host }],
  }).hosts;
  return connection.kind === 'misconfigured' ? connection.problem : 'none';
}

describe('readDockerWatcherConfig', () => {
  let folder: string;
  let pem: { ca: string; cert: string; key: string };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'docker-watcher-config-'));
    pem = {
      ca: join(folder, 'ca.pem'),
      cert: join(folder, 'cert.pem'),
      key: join(folder, 'key.pem'),
    };
    Object.values(pem).forEach(file => writeFileSync(file, 'not read'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has no hosts and the documented defaults when nothing is configured', () => {
    const expected = {
      admins: [],
      readOnly: false,
      hosts: [],
      reconcileIntervalMs: 30_000,
      keepRemovedMs: 30 * DAY_MS,
      eventRetentionMs: {
        info: 30 * DAY_MS,
        warn: 30 * DAY_MS,
        error: 90 * DAY_MS,
      },
      staleThresholdDays: 7,
    };
    expect(read()).toEqual(expected);
    expect(read({})).toEqual(expected);
  });

  it.each([
    [
      'group:default/platform',
      /^dockerWatcher\.admins is 'group:default\/pl.*no list/,
    ],
    [
      { a: 1 },
      /^dockerWatcher\.admins is an object \(not shown\), which is no list/,
    ],
    [
      ['user:a', 'platform'],
      /^dockerWatcher\.admins\[1\] is 'platform'.*such as group/,
    ],
    [['component:default/web'], /admins\[0\] is 'component:default\/web'/],
    [['user:'], /admins\[0\] is 'user:'/],
    [['user:default/a b'], /admins\[0\] is 'user:default\/a b'/],
    [[7], /admins\[0\] is 7, which is no user or group/],
  ])('refuses %j as admins', (admins, message) => {
    expect(() => read({ admins })).toThrow(message);
  });

  it.each([0, 3651, 1.5, -1, '', 'a week', { days: 7 }, true, [7]])(
    'refuses %j as the days after which a container is stale',
    thresholdDays => {
      expect(() => read({ stale: { thresholdDays } })).toThrow(
        `dockerWatcher.stale.thresholdDays is ${JSON.stringify(
          thresholdDays,
        )}. Choose a whole number of days from 1 to 3650, such as 7.`,
      );
    },
  );

  it('reads everything into a frozen object', () => {
    const config = read({
      admins: ['Group:default/Platform', 'user:ada', 'user:default/ada'],
      stale: { thresholdDays: '14' },
      readOnly: true,
      reconcile: { interval: '10s' },
      inventory: { keepRemoved: { days: 2 } },
      eventLog: { retention: { info: '12h', warn: { days: 7 } } },
      hosts: [
        { name: 'local', url: 'unix:///var/run/docker.sock' },
        {
          name: 'build-01',
          url: 'tcp://10.0.0.5',
          tls: pem,
          title: 'Build server',
          addresses: ['build.internal', 'fd00::5'],
          entityRef: 'Build-01',
          readOnly: true,
          trustAnnotationsFrom: ['Group:Shop', 'user:ada', 'group:shop'],
        },
        { name: 'plain', url: 'tcp://[fd00::7]', addresses: 'plain.internal' },
        {
          name: 'eighty',
          url: 'TCP://Docker.internal:80/',
          trustAnnotationsFrom: ['*'],
        },
      ],
    });
    expect(config).toEqual({
      admins: ['group:default/platform', 'user:default/ada'],
      staleThresholdDays: 14,
      readOnly: true,
      reconcileIntervalMs: 10_000,
      keepRemovedMs: 2 * DAY_MS,
      eventRetentionMs: {
        info: DAY_MS / 2,
        warn: 7 * DAY_MS,
        error: 90 * DAY_MS,
      },
      hosts: [
        {
          name: 'local',
          title: 'local',
          addresses: [],
          readOnly: false,
          connection: { kind: 'unix', socketPath: '/var/run/docker.sock' },
        },
        {
          name: 'build-01',
          title: 'Build server',
          addresses: ['build.internal', 'fd00::5'],
          entityRef: 'resource:default/build-01',
          readOnly: true,
          trustAnnotationsFrom: ['group:default/shop', 'user:default/ada'],
          connection: {
            kind: 'tcp',
            hostname: '10.0.0.5',
            port: 2376,
            tls: { caFile: pem.ca, certFile: pem.cert, keyFile: pem.key },
          },
        },
        {
          name: 'plain',
          title: 'plain',
          addresses: ['plain.internal'],
          readOnly: false,
          connection: { kind: 'tcp', hostname: 'fd00::7', port: 2375 },
        },
        {
          name: 'eighty',
          title: 'eighty',
          addresses: ['Docker.internal'],
          readOnly: false,
          trustAnnotationsFrom: ['*'],
          connection: { kind: 'tcp', hostname: 'Docker.internal', port: 80 },
        },
      ],
    });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.eventRetentionMs)).toBe(true);
    expect(Object.isFrozen(config.hosts)).toBe(true);
    expect(Object.isFrozen(config.hosts[1].connection)).toBe(true);
  });

  it.each([
    ['ssh://root@nas', 'ssh -L'],
    ['http://nas:2375', 'Write tcp:// instead of http://'],
    ['https://nas:2376', 'with tls: { ca, cert, key }'],
    ['npipe:////./pipe/docker_engine', 'Named pipes'],
    ['ftp://nas', 'Write unix:///var/run/docker.sock or tcp://'],
    ['nas:2375', 'Write unix:///var/run/docker.sock or tcp://'],
    ['/var/run/docker.sock', 'Write unix:///var/run/docker.sock for a socket'],
    ['', 'Write unix:///var/run/docker.sock or tcp://'],
    [5, 'Write unix:///var/run/docker.sock or tcp://'],
    ['unix://var/run/docker.sock', 'three slashes'],
    ['unix://', 'three slashes'],
    ['unix:///var/run/docker.sock?a=b', 'three slashes'],
    [`unix:///${'a'.repeat(120)}`, 'at most 107'],
    ['tcp://nas:0', 'port from 1 to 65535'],
    ['tcp://nas:65536', 'port from 1 to 65535'],
    ['tcp://nas:http', 'Write tcp://<host>:<port>'],
    ['tcp://', 'Write tcp://<host>:<port>'],
    ['tcp://nas:2375/v1.41', 'Remove the path'],
    ['tcp://nas:2375?x=1', 'Remove the query'],
    ['tcp://user:hunter2@nas:2375', 'Remove the user name'],
    ['tcp://user:a/hunter2@nas:2375', ''],
    ['tcp://user:hunter2/b@nas:2375', ''],
  ])('says what to do about the url %j', (url, cure) => {
    const problem = problemOf({ url });
    expect(problem).toContain('dockerWatcher.hosts[0].url');
    expect(problem).toContain(cure);
    expect(problem).not.toContain('hunter2');
  });

  it('says which TLS file is missing, or that one is pasted, without showing keys', () => {
    const url = 'tcp://nas:2376';
    expect(problemOf({ url, tls: { ca: pem.ca, cert: pem.cert } })).toContain(
      'dockerWatcher.hosts[0].tls.key is missing. Name the PEM files of all three',
    );
    const absent = join(folder, 'absent.pem');
    expect(problemOf({ url, tls: { ...pem, cert: absent } })).toContain(
      `dockerWatcher.hosts[0].tls.cert is '${absent}', but '${absent}' does not exist`,
    );
    expect(problemOf({ url, tls: { ...pem, ca: folder } })).toContain(
      'is not a file',
    );
    const key =
      '-----BEGIN PRIVATE KEY-----\nMIIcanary\n-----END PRIVATE KEY-----';
    const hosts: { [key: string]: JsonValue }[] = [
      { url, tls: { ...pem, key } },
      { url, tls: { ...pem, key: key.replaceAll('\n', ' ') } },
      { url, tls: { ...pem, key: 'MIIcanary'.repeat(100) } },
      // An elliptic-curve key in one line is as short as a path.
      { url, tls: { ...pem, key: 'MIIcanary'.repeat(20) } },
      { url, tls: key },
      { url: key },
      { url, title: key },
      { url, entityRef: key },
      { url, addresses: [key] },
      { url, readOnly: key },
    ];
    for (const host of hosts) {
      expect(problemOf(host)).toMatch(/dockerWatcher\.hosts\[0\]\.\w+/);
      expect(problemOf(host)).not.toContain('MIIcanary');
    }
    expect(problemOf({ url, tls: { ...pem, passphrase: 'x' } })).toContain(
      "unknown key 'passphrase'",
    );
    expect(problemOf({ url: 'unix:///a.sock', tls: pem })).toContain(
      'Remove tls',
    );
  });

  it('names the field, the value and the cure for everything else', () => {
    const url = 'unix:///a.sock';
    expect(problemOf({ url, entityRef: 'not a ref' })).toBe(
      "dockerWatcher.hosts[0].entityRef is 'not a ref'. Write an entity reference such as resource:default/build-01.",
    );
    expect(problemOf({ url, addresses: 5 })).toContain(
      'dockerWatcher.hosts[0].addresses is 5. Write a list',
    );
    expect(problemOf({ url, addresses: ['http://nas:80'] })).toContain(
      'dockerWatcher.hosts[0].addresses[0]',
    );
    expect(problemOf({ url, readOnly: 'yes' })).toContain('true or false');
    expect(problemOf({ url, trustAnnotationsFrom: '*' })).toContain(
      "hosts[0].trustAnnotationsFrom is '*', which is no list. Write a list",
    );
    for (const owner of ['shop', 'component:default/shop', 'group:', 7]) {
      expect(problemOf({ url, trustAnnotationsFrom: [owner] })).toMatch(
        /trustAnnotationsFrom\[0\] is .* no user or group. Write a list such/,
      );
    }
    expect(
      problemOf({ url, trustAnnotationsFrom: ['group:shop', '*'] }),
    ).toContain("trusts everybody with '*', so the others");
    expect(problemOf({ url, title: '' })).toContain('hosts[0].title');
    expect(problemOf({ url, adress: 'x' })).toContain("unknown key 'adress'");
    expect(problemOf({ url: 'ftp://x', title: '' })).toMatch(
      /hosts\[0\]\.title.*hosts\[0\]\.url/,
    );
  });

  it('keeps good hosts going beside bad ones, each under a name of its own', () => {
    const url = 'unix:///a.sock';
    const { hosts } = read({
      hosts: [
        { name: 'nas', url },
        { name: 'nas', url, title: 'Second' },
        { name: 'Not Good', url, title: 'Bad name' },
        { url },
        { name: '', url },
        'nonsense',
        { name: 'nas', url },
        { name: 'host-3', url },
        { name: 'nas-2', url },
        { name: 'a'.repeat(63), url },
        { name: 'a'.repeat(63), url },
        { name: 'a'.repeat(64), url },
      ],
    });
    expect(
      hosts.map(({ name, title, connection }) => [
        name,
        title,
        connection.kind,
      ]),
    ).toEqual([
      ['nas', 'nas', 'unix'],
      ['nas-3', 'Second', 'misconfigured'],
      ['host-2', 'Bad name', 'misconfigured'],
      ['host-3-2', 'host-3-2', 'misconfigured'],
      ['host-4', 'host-4', 'misconfigured'],
      ['host-5', 'host-5', 'misconfigured'],
      ['nas-4', 'nas-4', 'misconfigured'],
      ['host-3', 'host-3', 'unix'],
      ['nas-2', 'nas-2', 'unix'],
      ['a'.repeat(63), 'a'.repeat(63), 'unix'],
      [`${'a'.repeat(61)}-2`, `${'a'.repeat(61)}-2`, 'misconfigured'],
      ['host-11', 'host-11', 'misconfigured'],
    ]);
    expect(hosts.every(({ name }) => HOST_NAME_PATTERN.test(name))).toBe(true);
    expect(hosts[1].connection).toEqual({
      kind: 'misconfigured',
      problem:
        "Duplicate host name 'nas' in dockerWatcher.hosts[1].name: dockerWatcher.hosts[0] has it already. Give each host a name of its own; this one is not watched and is shown as 'nas-3'.",
    });
    expect(hosts[2].connection).toEqual({
      kind: 'misconfigured',
      problem: expect.stringContaining(
        "dockerWatcher.hosts[2].name is 'Not Good'. Use 1 to 63 lower-case",
      ),
    });
    expect(read({ hosts: 'nas' }).hosts).toEqual([
      expect.objectContaining({
        name: 'host-0',
        connection: {
          kind: 'misconfigured',
          problem:
            "dockerWatcher.hosts is 'nas'. Write a list with an entry per host.",
        },
      }),
    ]);
  });

  it.each([
    [{ reconcile: { interval: { milliseconds: 10 } } }, 'reconcile.interval'],
    [{ reconcile: { interval: { seconds: -5 } } }, 'reconcile.interval'],
    [{ reconcile: { interval: { days: 1 } } }, 'reconcile.interval'],
    [{ reconcile: { interval: 30 } }, 'reconcile.interval'],
    [{ reconcile: { interval: 'soon' } }, 'reconcile.interval'],
    [{ inventory: { keepRemoved: { minutes: 5 } } }, 'inventory.keepRemoved'],
    [
      { eventLog: { retention: { info: { minutes: 59 } } } },
      'eventLog.retention.info',
    ],
    [
      { eventLog: { retention: { warn: { years: 11 } } } },
      'eventLog.retention.warn',
    ],
    [
      { eventLog: { retention: { error: 'ever' } } },
      'eventLog.retention.error',
    ],
    [{ eventLog: { retention: { error: 90 } } }, 'eventLog.retention.error'],
  ])('refuses the interval in %j, with path, value and cure', (value, key) => {
    expect(() => read(value)).toThrow(
      new RegExp(`^dockerWatcher\\.${key} is .*such as \\{`),
    );
    expect(() => read(value)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});
