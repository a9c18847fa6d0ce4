import { resourceEntityV1alpha1Validator } from '@backstage/catalog-model';
import { Container, Host } from 'backstage-plugin-docker-watcher-common';
import { toEntities } from './toEntities';
import { toEntityName } from './toEntityName';

function host(name: string, given: Partial<Host> = {}): Host {
  return {
    name,
    title: `Host ${name}`,
    state: 'connected',
    stateSince: '2026-01-01T00:00:00Z',
    addresses: [],
    containers: { total: 0, running: 0, unhealthy: 0 },
    simulated: false,
    readOnly: false,
    ...given,
  };
}

function container(
  on: string,
  project: string | undefined,
  given: Partial<Container> = {},
): Container {
  return {
    host: on,
    claims: given.entityRef
      ? [{ entityRef: given.entityRef, source: 'label', trusted: true }]
      : [],
    ownerRefs: [],
    ...(project && { compose: { project, service: 'x', number: 1 } }),
    ...given,
  } as Partial<Container> as Container;
}

const options = { namespace: 'default', owner: 'group:default/platform' };

describe('toEntities', () => {
  it('tells hosts and projects with what they run and who owns them', async () => {
    const shop = ['group:default/shop'];
    const entities = toEntities(
      {
        hosts: [
          host('b-1'),
          host('named', { entityRef: 'resource:default/nas' }),
        ],
        containers: [
          container('b-1', 'shop', {
            entityRef: 'component:default/web',
            ownerRefs: [...shop, 'user:default/x'],
          }),
          container('b-1', 'shop', {
            entityRef: 'component:default/api',
            ownerRefs: shop,
          }),
          container('b-1', 'shop'),
          container('b-1', 'shop', {
            entityRef: 'component:default/thief',
            ownerRefs: ['group:default/thieves'],
            claims: [
              {
                entityRef: 'component:default/thief',
                source: 'selector',
                trusted: false,
              },
            ],
          }),
          container('b-1', undefined, { entityRef: 'component:default/alone' }),
          container('named', 'tools'),
          container('gone', 'nowhere'),
        ],
      },
      options,
    );
    expect(entities.map(({ metadata, spec }) => [metadata.name, spec])).toEqual(
      [
        [
          'docker-host-b-1',
          {
            type: 'docker-host',
            owner: 'group:default/platform',
            dependencyOf: [
              'component:default/alone',
              'component:default/api',
              'component:default/web',
            ],
          },
        ],
        [
          expect.stringMatching(/^docker-project-b-1-shop-[0-9a-f]{8}$/),
          {
            type: 'docker-compose-project',
            owner: 'group:default/shop',
            dependsOn: ['resource:default/docker-host-b-1'],
            dependencyOf: ['component:default/api', 'component:default/web'],
          },
        ],
        [
          'docker-project-named-tools',
          {
            type: 'docker-compose-project',
            owner: 'group:default/platform',
            dependsOn: ['resource:default/nas'],
          },
        ],
      ],
    );
    expect(entities[2].metadata.annotations).toEqual({
      'backstage.io/managed-by-location': 'docker-watcher:named/tools',
      'backstage.io/managed-by-origin-location': 'docker-watcher:named/tools',
    });
    for (const entity of entities) {
      await expect(resourceEntityV1alpha1Validator.check(entity)).resolves.toBe(
        true,
      );
    }
  });

  it('has an owner in any case, and never one by a claim that nobody trusts', () => {
    const [entity] = toEntities(
      { hosts: [host('a')], containers: [] },
      { namespace: 'ops', system: 'hosting' },
    );
    expect(entity).toMatchObject({
      metadata: { namespace: 'ops' },
      spec: { owner: 'unknown', system: 'hosting' },
    });
  });
});

describe('toEntityName', () => {
  it('gives names that the catalog takes, and each thing one of its own', () => {
    const parts = [
      ['docker-project', 'a', 'b-c'],
      ['docker-project', 'a-b', 'c'],
      ['docker-project', 'a', 'B-c'],
      ['docker-project', 'a', 'ü'],
      ['docker-project', 'a', '日本'],
      ['docker-project', 'a', 'x'.repeat(100)],
      ['docker-project', 'a', `${'x'.repeat(99)}y`],
      ['docker-host', 'a-'],
      ['docker-host', 'a'],
      ['', ''],
    ];
    const names = parts.map(one => toEntityName(...one));
    expect(new Set(names).size).toBe(parts.length);
    for (const name of names) {
      expect(name).toMatch(/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/);
      expect(name.length).toBeLessThanOrEqual(63);
    }
    expect(names[8]).toBe('docker-host-a');
    expect(names[0]).toBe('docker-project-a-b-c');
  });
});
