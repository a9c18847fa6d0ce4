import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../../lib/__testUtils__/FakeClock';
import { EntityOwnersStore } from './EntityOwnersStore';
import { OwnershipRefresher } from './OwnershipRefresher';

/** A store in memory that notes what is saved. */
function createStore() {
  const owners = new Map<string, string[]>();
  const state = { refs: [] as string[], failing: false };
  const saved: Record<string, readonly string[]>[] = [];
  const store: EntityOwnersStore = {
    listEntityRefs: async () => {
      if (state.failing) {
        throw new Error('database away');
      }
      return state.refs;
    },
    listOwners: async () => new Map(owners),
    saveOwners: async changes => {
      saved.push(Object.fromEntries(changes));
      for (const [ref, refs] of changes) {
        if (refs.length) {
          owners.set(ref, [...refs]);
        } else {
          owners.delete(ref);
        }
      }
    },
  };
  return { state, owners, saved, store };
}

describe('OwnershipRefresher', () => {
  function create() {
    const clock = new FakeClock();
    const logger = mockServices.logger.mock();
    const { state, owners, saved, store } = createStore();
    const catalog = new Map<string, string[]>();
    const asked: string[][] = [];
    const broken = { yes: false };
    const onChanged = jest.fn();
    const refresher = OwnershipRefresher.create({
      clock,
      logger,
      store,
      onChanged,
      fetchOwners: async refs => {
        asked.push(refs);
        if (broken.yes) {
          throw new Error('catalog away');
        }
        return new Map(
          refs.flatMap(ref => {
            const found = catalog.get(ref);
            return found ? [[ref, found] as const] : [];
          }),
        );
      },
    });
    return {
      ...{ clock, logger, state, owners, saved, catalog, asked, broken },
      ...{ onChanged, refresher },
    };
  }

  it('keeps owners as the catalog tells them, and writes differences only', async () => {
    const test = create();
    const { clock, state, owners, saved, catalog, asked } = test;
    state.refs = ['component:default/a', 'component:default/b'];
    catalog.set('component:default/a', [
      'Group:default/Shop',
      'user:default/x',
    ]);
    test.refresher.start();
    await clock.advance(0);
    expect([...owners]).toEqual([
      ['component:default/a', ['group:default/shop', 'user:default/x']],
    ]);
    expect(test.onChanged).toHaveBeenCalledTimes(1);

    // The same in another order is no difference.
    catalog.get('component:default/a')?.reverse();
    await clock.advance(60_000);
    expect(asked).toHaveLength(2);
    expect(saved).toHaveLength(1);

    // Moved, and one that nobody runs any more.
    catalog.set('component:default/b', ['group:default/it']);
    state.refs = ['component:default/b'];
    await clock.advance(60_000);
    expect(saved[1]).toEqual({
      'component:default/a': [],
      'component:default/b': ['group:default/it'],
    });
    catalog.clear();
    await clock.advance(60_000);
    expect([...owners]).toEqual([]);
    await test.refresher.stop();
    expect(clock.pending).toBe(0);
  });

  it('looks up a new entity within seconds, and asks for that one alone', async () => {
    const { clock, state, owners, catalog, asked, refresher } = create();
    state.refs = ['component:default/a'];
    refresher.start();
    await clock.advance(10_000);
    state.refs = ['component:default/a', 'component:default/new'];
    catalog.set('component:default/new', ['group:default/shop']);
    for (let i = 0; i < 10; i++) {
      refresher.hasten();
    }
    await clock.advance(3000);
    expect(owners.get('component:default/new')).toEqual(['group:default/shop']);
    expect(asked).toEqual([['component:default/a'], ['component:default/new']]);
    // A change that brings no new entity asks nobody.
    refresher.hasten();
    await clock.advance(5000);
    expect(asked).toHaveLength(2);
    await refresher.stop();
    expect(clock.pending).toBe(0);
  });

  it('goes on with what was known while the catalog or the database is away', async () => {
    const test = create();
    const { clock, logger, state, owners, catalog, broken } = test;
    state.refs = ['component:default/a'];
    catalog.set('component:default/a', ['group:default/shop']);
    test.refresher.start();
    await clock.advance(1000);
    broken.yes = true;
    catalog.clear();
    await clock.advance(10 * 60_000);
    expect(owners.get('component:default/a')).toEqual(['group:default/shop']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    broken.yes = false;
    state.failing = true;
    await clock.advance(10 * 60_000);
    expect(owners.size).toBe(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    state.failing = false;
    await clock.advance(60_000);
    expect(owners.size).toBe(0);
    await test.refresher.stop();
  });

  it('asks for many in portions', async () => {
    const { clock, state, asked, refresher } = create();
    state.refs = Array.from(
      { length: 450 },
      (_, i) => `component:default/${i}`,
    );
    refresher.start();
    await clock.advance(0);
    expect(asked.map(refs => refs.length)).toEqual([200, 200, 50]);
    await refresher.stop();
  });
});
