import recordedList from './__fixtures__/docker-20.10.24-api-1.41.containers.json';
import recorded from './__fixtures__/docker-20.10.24-api-1.41.inspections.json';
import podman from './__fixtures__/podman-5.4-api-1.41.handmade.inspections.json';
import { parseContainer } from './parseContainer';
import { parseInspection } from './parseInspection';

const STARTED = expect.stringMatching(/^2026-11-24T13:32:\d\d\.\d{3}Z$/);
const running = { startedAt: STARTED };

describe('parseInspection', () => {
  it.each([
    ['created', { state: 'created', health: 'none' }, {}],
    ['unstartable', { state: 'created', health: 'none' }, {}],
    ['running', { state: 'running', health: 'none' }, running],
    ['tty', { state: 'running', health: 'none', tty: true }, running],
    ['healthy', { state: 'running', health: 'healthy' }, running],
    ['unhealthy', { state: 'running', health: 'unhealthy' }, running],
    ['starting', { state: 'running', health: 'starting' }, running],
    // This engine says unhealthy as soon as a container is paused.
    ['paused', { state: 'paused', health: 'none' }, running],
    ['restarting', { state: 'restarting', health: 'none' }, running],
    [
      'failed',
      { state: 'exited', health: 'none', oomKilled: false },
      { ...running, exitCode: 3, finishedAt: STARTED },
    ],
    [
      'stopped-unhealthy',
      { state: 'exited', health: 'none', oomKilled: false },
      { ...running, exitCode: 137, finishedAt: STARTED },
    ],
  ] as const)('reads %s of Docker 20.10', (name, what, when) => {
    const container = parseInspection(recorded[name]);
    expect(container).toEqual(expect.objectContaining(what));
    const { exitCode, startedAt, finishedAt } = container!;
    expect({ exitCode, startedAt, finishedAt }).toEqual(when);
  });

  it('agrees with the list about everything both tell', () => {
    for (const item of recordedList) {
      const { statusText, ...listed } = parseContainer(item, {
        product: 'docker',
      })!;
      const inspected = Object.values(recorded).find(
        ({ Id }) => Id === listed.id,
      );
      expect(parseInspection(inspected)).toEqual(
        expect.objectContaining(listed),
      );
    }
  });

  it('reads the particulars, and neither environment values nor commands', () => {
    const container = parseInspection(recorded.running);
    expect(container).toEqual(
      expect.objectContaining({
        name: 'running',
        restartCount: 0,
        restartPolicy: 'on-failure:3',
        environmentNames: ['DATABASE_URL', 'EMPTY', 'LANG'],
        logDriver: 'json-file',
        tty: false,
        networks: [{ name: 'bridge', ipAddress: '172.17.0.2', aliases: [] }],
        mounts: [
          {
            type: 'volume',
            name: expect.stringMatching(/^[0-9a-f]{64}$/),
            source: expect.stringMatching(/^\/var\/lib\/docker\/volumes\//),
            destination: '/data',
            readOnly: false,
          },
          {
            type: 'bind',
            source: '/etc/hostname',
            destination: '/etc/host-name',
            readOnly: true,
          },
          { type: 'tmpfs', destination: '/run', readOnly: false },
        ],
      }),
    );
    const text = JSON.stringify(Object.values(recorded).map(parseInspection));
    expect(JSON.stringify(recorded)).toMatch(/hunter2/);
    expect(text).not.toMatch(/hunter2|sleep|no\/such\/command/);
    expect(parseInspection(recorded.tty)).toEqual(
      expect.objectContaining({ logDriver: 'none', restartPolicy: 'no' }),
    );
    expect(parseInspection(recorded.restarting)!.restartCount).toBeGreaterThan(
      0,
    );
  });

  it('reads Podman', () => {
    expect(parseInspection(podman.web)).toEqual({
      id: podman.web.Id,
      name: 'web',
      image: 'docker.io/library/nginx:1.27',
      imageId: podman.web.Image,
      state: 'running',
      health: 'healthy',
      createdAt: '2025-11-24T16:00:00.000Z',
      startedAt: '2025-11-24T16:00:01.500Z',
      restartCount: 0,
      restartPolicy: 'no',
      ports: [{ privatePort: 80, protocol: 'tcp', publicPort: 8080 }],
      mounts: [],
      networks: [
        { name: 'podman', ipAddress: '10.88.0.4', aliases: ['000000000001'] },
      ],
      labels: {},
      environmentNames: ['PATH', 'container'],
      tty: false,
      logDriver: 'journald',
    });
  });

  it('keeps no entry of the environment that might be a value', () => {
    expect(
      parseInspection({
        Id: 'a'.repeat(64),
        Config: {
          Env: ['A=1', 'A=2', 'secret', '=secret', 'B=x=secret', 5],
        },
      })?.environmentNames,
    ).toEqual(['A', 'B']);
  });

  it('makes the best of a sick container, and nothing of one without an id', () => {
    const id = 'b'.repeat(64);
    expect(parseInspection({ Id: id, State: 'x', Mounts: [{}, 5] })).toEqual(
      expect.objectContaining({
        id,
        name: 'bbbbbbbbbbbb',
        state: 'dead',
        health: 'none',
        restartCount: 0,
        mounts: [],
        networks: [],
        environmentNames: [],
      }),
    );
    for (const value of [undefined, 'x', {}, { Id: 'x' }]) {
      expect(parseInspection(value)).toBeUndefined();
    }
  });
});
