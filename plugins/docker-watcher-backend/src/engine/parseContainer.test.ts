import recorded from './__fixtures__/docker-20.10.24-api-1.41.containers.json';
import newer from './__fixtures__/docker-29-api-1.52.handmade.containers.json';
import podman from './__fixtures__/podman-5.4-api-1.41.handmade.containers.json';
import { parseContainer } from './parseContainer';

const docker = { product: 'docker' };

function parseByName(list: unknown[], engine = docker) {
  return new Map(
    list.map(item => {
      const container = parseContainer(item, engine)!;
      return [container.name, container];
    }),
  );
}

describe('parseContainer', () => {
  describe('of Docker 20.10, which tells health in the status text', () => {
    const containers = parseByName(recorded);

    it.each([
      ['created', 'created', 'none', 'Created'],
      ['unstartable', 'created', 'none', 'Created'],
      ['running', 'running', 'none', 'Up 6 seconds'],
      ['healthy', 'running', 'healthy', 'Up 6 seconds (healthy)'],
      ['unhealthy', 'running', 'unhealthy', 'Up 5 seconds (unhealthy)'],
      ['starting', 'running', 'starting', 'Up 5 seconds (health: starting)'],
      ['paused', 'paused', 'none', 'Up 6 seconds (Paused)'],
      [
        'restarting',
        'restarting',
        'none',
        'Restarting (1) Less than a second ago',
      ],
      ['failed', 'exited', 'none', 'Exited (3) 5 seconds ago'],
      [
        'stopped-unhealthy',
        'exited',
        'none',
        'Exited (137) Less than a second ago',
      ],
      ['terminal', 'running', 'none', 'Up 4 seconds'],
    ])('reads %s as %s and %s', (name, state, health, statusText) => {
      expect(containers.get(name)).toEqual(
        expect.objectContaining({ state, health, statusText }),
      );
    });

    it('reads everything else, and keeps nothing more', () => {
      expect(containers.size).toBe(recorded.length);
      expect(containers.get('running')).toEqual({
        id: '1a18e445c1a7119b28359b540858d69a043efaba6691fdac49e991acc853ce54',
        name: 'running',
        image: 'busybox:test',
        imageId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        state: 'running',
        health: 'none',
        createdAt: '2026-11-24T13:32:17.000Z',
        statusText: 'Up 6 seconds',
        labels: {
          'com.docker.compose.container-number': '1',
          'com.docker.compose.project': 'shop',
          'com.docker.compose.service': 'web',
          'docker-watcher.test': 'recording',
        },
        ports: [
          {
            privatePort: 53,
            protocol: 'udp',
            publicPort: 18153,
            ip: '0.0.0.0',
          },
          { privatePort: 53, protocol: 'udp', publicPort: 18153, ip: '::' },
          {
            privatePort: 80,
            protocol: 'tcp',
            publicPort: 18181,
            ip: '0.0.0.0',
          },
          {
            privatePort: 80,
            protocol: 'tcp',
            publicPort: 18182,
            ip: '127.0.0.1',
          },
          { privatePort: 9000, protocol: 'tcp' },
        ],
      });
    });
  });

  it.each([
    ['web', 'healthy'],
    ['worker', 'none'],
    ['api', 'starting'],
    ['db', 'unhealthy'],
    ['asleep', 'none'],
    ['done', 'none'],
  ])('reads the health field of API 1.52: %s is %s', (name, health) => {
    expect(parseByName(newer).get(name)?.health).toBe(health);
  });

  it.each([
    ['web', 'running', undefined],
    ['fresh', 'created', 'none'],
    ['ready', 'created', 'none'],
    ['ending', 'running', undefined],
    ['ended', 'exited', 'none'],
    ['dated', 'exited', 'none'],
  ])("reads Podman's own words: %s is %s and %s", (name, state, health) => {
    const container = parseByName(podman, { product: 'podman' }).get(name);
    expect(container).toEqual(
      expect.objectContaining({ state, labels: {}, ports: [] }),
    );
    expect(container?.health).toBe(health);
  });

  it("reads the dates of some of Podman's versions", () => {
    expect(
      parseByName(podman, { product: 'podman' }).get('dated')?.createdAt,
    ).toBe('2025-11-24T15:00:00.500Z');
  });

  const id = 'a'.repeat(64);

  it.each([
    ['a link of another container first', ['/app/db', '/db'], 'db'],
    ['nothing but links', ['/app/db'], 'aaaaaaaaaaaa'],
    ['no slash', ['db'], 'db'],
    ['no names', undefined, 'aaaaaaaaaaaa'],
    ['odd names', [5, '', '/'], 'aaaaaaaaaaaa'],
  ])('names a container with %s', (_case, Names, name) => {
    expect(parseContainer({ Id: id, Names }, docker)?.name).toBe(name);
  });

  it('takes labels for text, whatever they are called', () => {
    const labels = parseContainer(
      JSON.parse(
        `{"Id":"${id}","Labels":{"__proto__":"x","constructor":"y","n":5}}`,
      ),
      docker,
    )!.labels;
    expect(Object.entries(labels)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('x');
  });

  it('makes the best of a sick container', () => {
    expect(
      parseContainer(
        {
          Id: id,
          Names: {},
          Image: 7,
          State: 'levitating',
          Status: undefined,
          Created: 'yesterday',
          Ports: [
            { PrivatePort: 'x', Type: 'tcp' },
            { PrivatePort: 1, Type: 'quic' },
            5,
          ],
          Labels: ['a'],
          Health: 'fine',
        },
        docker,
      ),
    ).toEqual({
      id,
      name: 'aaaaaaaaaaaa',
      image: '',
      imageId: '',
      state: 'dead',
      health: 'none',
      createdAt: '1970-01-01T00:00:00.000Z',
      ports: [],
      labels: {},
      statusText: '',
    });
    expect(
      parseContainer(
        { Id: id, State: 5, Status: 'Up 2 hours (Paused)' },
        docker,
      )?.state,
    ).toBe('paused');
  });

  it.each([
    [undefined],
    [5],
    ['text'],
    [[]],
    [{}],
    [{ Id: 'web' }],
    [{ Id: 'A'.repeat(64) }],
    [{ Id: `${id}/../x` }],
  ])('leaves out what has no valid id: %j', value => {
    expect(parseContainer(value, docker)).toBeUndefined();
  });
});
