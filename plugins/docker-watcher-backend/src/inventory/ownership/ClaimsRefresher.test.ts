import { mockServices } from '@backstage/backend-test-utils';
import { ContainerClaim } from 'backstage-plugin-docker-watcher-common';
import { FakeClock } from '../../lib/__testUtils__/FakeClock';
import { AnnotatedEntity, ClaimsRefresher } from './ClaimsRefresher';
import {
  ClaimScope,
  ClaimsChange,
  ClaimsStore,
  EntityThreshold,
} from './ClaimsStore';
import { ClaimableContainer } from './matchClaims';

/** A store in memory that notes what it is asked. */
class MemoryClaims implements ClaimsStore {
  containers: ClaimableContainer[] = [];
  removed: ClaimableContainer[] = [];
  claims = new Map<string, ContainerClaim[]>();
  revision = 0;
  failing = false;
  readonly listed: { scope: ClaimScope; labelKeys: readonly string[] }[] = [];
  readonly saved: ClaimsChange[][] = [];

  async readRevision() {
    if (this.failing) {
      throw new Error('database away');
    }
    return `${this.revision}`;
  }

  async listContainers(options: { scope: ClaimScope; labelKeys: string[] }) {
    this.listed.push(options);
    return options.scope === 'all'
      ? [...this.containers, ...this.removed]
      : this.containers;
  }

  async listClaims() {
    return new Map(this.claims);
  }

  readonly thresholds: EntityThreshold[][] = [];

  async saveThresholds(thresholds: EntityThreshold[]) {
    const isNews =
      JSON.stringify(this.thresholds.at(-1) ?? []) !==
      JSON.stringify(thresholds);
    if (isNews) {
      this.thresholds.push(thresholds);
    }
    return isNews;
  }

  async saveClaims(changes: ClaimsChange[]) {
    this.saved.push(changes);
    for (const { host, id, claims } of changes) {
      if (claims.length) {
        this.claims.set(`${host}/${id}`, [...claims]);
      } else {
        this.claims.delete(`${host}/${id}`);
      }
    }
  }
}

const web = { host: 'nas', id: '1', name: 'web', labels: {} };
const api = { host: 'nas', id: '2', name: 'api', labels: {} };

function claiming(name: string, annotations: Record<string, string>) {
  return {
    entityRef: `component:default/${name}`,
    ownerRefs: ['group:default/shop'],
    annotations,
  };
}

function create() {
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const store = new MemoryClaims();
  const onChanged = jest.fn();
  const catalog = {
    entities: [] as AnnotatedEntity[],
    asked: 0,
    broken: false,
  };
  const refresher = ClaimsRefresher.create({
    ...{ clock, logger, store, onChanged },
    trustsOwners: (host, owners) =>
      host === 'nas' && owners.includes('group:default/shop'),
    fetchClaims: async () => {
      catalog.asked += 1;
      if (catalog.broken) {
        throw new Error('catalog away');
      }
      return [...catalog.entities];
    },
    random: () => 0.5,
  });
  return { clock, logger, store, onChanged, catalog, refresher };
}

const claim = (name: string) => ({
  entityRef: `component:default/${name}`,
  source: 'container-name',
  trusted: true,
});

describe('ClaimsRefresher', () => {
  it('takes up what was edited within a minute, and writes differences only', async () => {
    const { clock, store, onChanged, catalog, refresher } = create();
    store.containers = [web, api];
    catalog.entities = [
      claiming('a', { 'docker-watcher/container-name': 'web' }),
    ];
    refresher.start();
    await clock.advance(0);
    expect(Object.fromEntries(store.claims)).toEqual({ 'nas/1': [claim('a')] });
    expect(onChanged).toHaveBeenCalledTimes(1);

    // Nothing is new: a pass neither lists containers nor writes.
    await clock.advance(5 * 60_000);
    expect(catalog.asked).toBe(11);
    expect([store.listed.length, store.saved.length]).toEqual([1, 1]);

    catalog.entities = [
      claiming('a', { 'docker-watcher/container-name': 'api' }),
      claiming('b', { 'docker-watcher/container-name': 'api' }),
    ];
    await clock.advance(60_000);
    expect(Object.fromEntries(store.claims)).toEqual({
      'nas/2': [claim('a'), claim('b')],
    });
    catalog.entities = [];
    await clock.advance(60_000);
    expect(store.claims.size).toBe(0);
    await refresher.stop();
    expect(clock.pending).toBe(0);
  });

  it('matches new containers within seconds, without asking the catalog again', async () => {
    const { clock, store, catalog, refresher } = create();
    catalog.entities = [
      claiming('a', {
        'docker-watcher/container-name': 'web',
        'docker-watcher/selector': 'app=shop',
      }),
    ];
    refresher.start();
    await clock.advance(10_000);
    store.containers = [web];
    store.revision += 1;
    for (let i = 0; i < 10; i++) {
      refresher.hasten();
    }
    await clock.advance(6000);
    expect(store.claims.get('nas/1')).toEqual([claim('a')]);
    expect(catalog.asked).toBe(1);
    expect(store.listed.at(-1)).toEqual({
      scope: 'present',
      labelKeys: ['app'],
    });
    // However often it is hastened, it takes a rest between two looks.
    const before = store.listed.length;
    for (let i = 0; i < 20; i++) {
      store.revision += 1;
      refresher.hasten();
      await clock.advance(500);
    }
    expect(store.listed.length - before).toBeLessThanOrEqual(3);
    await refresher.stop();
    expect(clock.pending).toBe(0);
  });

  it('leaves claims of removed containers until a claim changes', async () => {
    const { clock, store, catalog, refresher } = create();
    store.containers = [web];
    catalog.entities = [
      claiming('a', { 'docker-watcher/container-name': 'web' }),
    ];
    refresher.start();
    await clock.advance(0);
    store.removed = store.containers;
    store.containers = [];
    store.revision += 1;
    await clock.advance(60_000);
    expect(store.claims.get('nas/1')).toEqual([claim('a')]);
    catalog.entities = [];
    await clock.advance(60_000);
    expect(store.claims.size).toBe(0);
    await refresher.stop();
  });

  it('goes on with what was known while the catalog or the database is away', async () => {
    const { clock, logger, store, catalog, refresher } = create();
    catalog.broken = true;
    store.containers = [web];
    store.claims.set('nas/1', [claim('before') as ContainerClaim]);
    refresher.start();
    await clock.advance(20_000);
    // Nothing was heard yet, which is not the same as nobody claiming anything.
    expect(store.claims.size).toBe(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0][0]).toContain('catalog away');
    catalog.broken = false;
    catalog.entities = [
      claiming('a', { 'docker-watcher/container-name': 'web' }),
    ];
    await clock.advance(6000);
    expect(store.claims.get('nas/1')).toEqual([claim('a')]);
    expect(logger.info).toHaveBeenCalledTimes(1);
    store.failing = true;
    catalog.entities = [];
    await clock.advance(120_000);
    expect(store.claims.get('nas/1')).toEqual([claim('a')]);
    store.failing = false;
    await clock.advance(60_000);
    expect(store.claims.size).toBe(0);
    await refresher.stop();
    expect(clock.pending).toBe(0);
  });

  it('repairs what somebody else wrote, in time', async () => {
    const { clock, store, catalog, refresher } = create();
    store.containers = [web];
    catalog.entities = [
      claiming('a', { 'docker-watcher/container-name': 'web' }),
    ];
    refresher.start();
    await clock.advance(0);
    store.claims.clear();
    await clock.advance(11 * 60_000);
    expect(store.claims.get('nas/1')).toEqual([claim('a')]);
    await refresher.stop();
  });

  it('tells of annotations that cannot be used, once', async () => {
    const { clock, logger, store, catalog, refresher } = create();
    store.containers = [web];
    catalog.entities = [
      claiming('a', { 'docker-watcher/selector': 'nonsense' }),
    ];
    refresher.start();
    await clock.advance(5 * 60_000);
    expect(logger.warn.mock.calls).toEqual([
      [
        expect.stringContaining(
          "component:default/a: docker-watcher/selector: 'nonsense' is no key=value",
        ),
      ],
    ]);
    await refresher.stop();
  });
});
