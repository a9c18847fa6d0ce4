import { ContainerClaim } from 'backstage-plugin-docker-watcher-common';
import { ClaimableContainer, ClaimingEntity, matchClaims } from './matchClaims';
import { ClaimPattern } from './parseClaimAnnotations';
import { trustsOwners } from './trustsOwners';

function entity(
  name: string,
  pattern: Partial<ClaimPattern>,
  ...ownerRefs: string[]
): ClaimingEntity {
  return {
    entityRef: `component:default/${name}`,
    ownerRefs,
    pattern: { names: [], selector: [], ...pattern },
  };
}

function container(
  host: string,
  name: string,
  given: Partial<ClaimableContainer> = {},
): ClaimableContainer {
  return { host, id: name, name, labels: {}, ...given };
}

const nobody = () => false;

/** What is said of each container, in the simplest way that can be thought of. */
function matchByProduct(
  entities: readonly ClaimingEntity[],
  containers: readonly ClaimableContainer[],
): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { host, id, name, labels, project, service } of containers) {
    for (const { entityRef, pattern } of entities) {
      const { names, selector, compose, hosts } = pattern;
      const isThere = !hosts || hosts.includes(host);
      const byName = names.includes(name);
      const byLabel =
        selector.length > 0 &&
        selector.every(({ key, value }) => labels[key] === value);
      const byCompose =
        compose?.project === project &&
        compose !== undefined &&
        (compose.service === undefined || compose.service === service);
      if (isThere && (byName || byLabel || byCompose)) {
        const ref = `${host}/${id}`;
        found[ref] = [...(found[ref] ?? []), entityRef].sort();
      }
    }
  }
  return found;
}

const refsOf = (claims: Map<string, ContainerClaim[]>) =>
  Object.fromEntries(
    [...claims].map(([ref, found]) => [
      ref,
      found.map(({ entityRef }) => entityRef).sort(),
    ]),
  );

describe('matchClaims', () => {
  it('finds containers by name, labels and Compose, and tells by which', () => {
    const containers = [
      container('nas', 'api', { project: 'shop', service: 'api' }),
      container('nas', 'web', { project: 'shop', service: 'web' }),
      container('nas', 'db', { labels: { app: 'shop', tier: 'db' } }),
      container('nas', 'other', { labels: { app: 'shop', tier: 'web' } }),
      container('nas', 'nobody'),
    ];
    const { claims } = matchClaims({
      entities: [
        entity('named', { names: ['api', 'no-such'] }),
        entity('project', { compose: { project: 'shop' } }),
        entity('service', { compose: { project: 'shop', service: 'web' } }),
        entity('selector', {
          selector: [
            { key: 'app', value: 'shop' },
            { key: 'tier', value: 'db' },
          ],
        }),
        entity('twice', {
          names: ['db'],
          selector: [{ key: 'app', value: 'shop' }],
        }),
      ],
      containers,
      trustsOwners: nobody,
    });
    const claim = (name: string, source: string) => ({
      entityRef: `component:default/${name}`,
      source,
      trusted: false,
    });
    expect(Object.fromEntries(claims)).toEqual({
      'nas/api': [
        claim('named', 'container-name'),
        claim('project', 'compose'),
      ],
      'nas/web': [claim('project', 'compose'), claim('service', 'compose')],
      'nas/db': [
        claim('selector', 'selector'),
        claim('twice', 'container-name'),
      ],
      'nas/other': [claim('twice', 'selector')],
    });
  });

  it('stays on the hosts that it is narrowed to, and asks each for its trust', () => {
    const { claims } = matchClaims({
      entities: [
        entity('all', { names: ['web'] }, 'group:default/shop'),
        entity(
          'one',
          { names: ['web'], hosts: ['b', 'gone'] },
          'user:default/x',
        ),
      ],
      containers: ['a', 'b', 'c', 'd'].map(host => container(host, 'web')),
      trustsOwners: trustsOwners([
        { name: 'a', trustAnnotationsFrom: ['group:default/shop'] },
        { name: 'b', trustAnnotationsFrom: ['*'] },
        { name: 'c', trustAnnotationsFrom: ['group:default/other'] },
        { name: 'a', trustAnnotationsFrom: [] },
      ]),
    });
    const told = Object.fromEntries(
      [...claims].map(([ref, found]) => [
        ref,
        found.map(({ entityRef, trusted }) => [entityRef.slice(18), trusted]),
      ]),
    );
    expect(told).toEqual({
      'a/web': [['all', true]],
      'b/web': [
        ['all', true],
        ['one', true],
      ],
      'c/web': [['all', false]],
      'd/web': [['all', false]],
    });
  });

  it('puts trusted claims first and keeps no endless list', () => {
    const { claims } = matchClaims({
      entities: Array.from({ length: 60 }, (_, i) =>
        entity(`e${i}`, { names: ['web'] }, i === 59 ? 'user:default/me' : 'x'),
      ),
      containers: [container('nas', 'web')],
      trustsOwners: (_, owners) => owners.includes('user:default/me'),
    });
    const found = claims.get('nas/web')!;
    expect(found).toHaveLength(20);
    expect(found[0]).toMatchObject({
      entityRef: 'component:default/e59',
      trusted: true,
    });
  });

  it('is not led astray by words that objects know', () => {
    const words = ['constructor', '__proto__', 'toString', 'a\u0001b'];
    const { claims } = matchClaims({
      entities: words.map((word, i) =>
        entity(`e${i}`, {
          names: [word],
          selector: [{ key: word, value: '' }],
        }),
      ),
      containers: [container('nas', 'plain')],
      trustsOwners: nobody,
    });
    expect(claims.size).toBe(0);
  });

  it('finds what a comparison of each with each finds', () => {
    let seed = 7;
    const below = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * n);
    };
    const containers = Array.from({ length: 300 }, (_, i) =>
      container(`h${below(3)}`, `c${below(40)}`, {
        id: `${i}`,
        labels: { a: `${below(4)}`, b: `${below(4)}` },
        ...(below(2) && { project: `p${below(4)}`, service: `s${below(3)}` }),
      }),
    );
    const entities = Array.from({ length: 12 }, (_, i) =>
      entity(`e${i}`, {
        names: below(2) ? [`c${below(40)}`] : [],
        selector: below(2)
          ? [
              { key: 'a', value: `${below(4)}` },
              { key: 'b', value: `${below(4)}` },
            ]
          : [],
        ...(below(2) && {
          compose: {
            project: `p${below(4)}`,
            ...(below(2) && { service: `s${below(3)}` }),
          },
        }),
        ...(below(2) && { hosts: [`h${below(4)}`] }),
      }),
    );
    const { claims } = matchClaims({
      entities,
      containers,
      trustsOwners: nobody,
    });
    const expected = matchByProduct(entities, containers);
    expect(Object.keys(expected).length).toBeGreaterThan(50);
    expect(refsOf(claims)).toEqual(expected);
  });

  it('looks at 5,000 entities and 10,000 containers about as often as it finds something', () => {
    const containers = Array.from({ length: 10_000 }, (_, i) =>
      container(`h${i % 10}`, `c${i}`, {
        project: `p${i % 1000}`,
        service: `s${i % 5}`,
        labels: { env: 'prod', app: `a${i % 2500}` },
      }),
    );
    const hosts = (i: number) => [`h${i % 10}`];
    const entities = Array.from({ length: 5000 }, (_, i) => {
      switch (i % 4) {
        case 0:
          return entity(`e${i}`, { names: [`c${i}`], hosts: hosts(i) });
        case 1:
          return entity(`e${i}`, {
            selector: [
              { key: 'env', value: 'prod' },
              { key: 'app', value: `a${i % 2500}` },
            ],
          });
        case 2:
          return entity(`e${i}`, { compose: { project: `p${i % 1000}` } });
        default:
          return entity(`e${i}`, {
            compose: { project: `p${i % 1000}`, service: `s${i % 5}` },
            hosts: hosts(i),
          });
      }
    });
    const { claims, examined } = matchClaims({
      entities,
      containers,
      trustsOwners: nobody,
    });
    const found = [...claims.values()].reduce((n, one) => n + one.length, 0);
    expect(found).toBeGreaterThan(20_000);
    // A product would be 50,000,000 looks.
    expect(examined).toBeLessThan(found * 1.5);
  });
});
