import {
  createMigratedDatabase,
  createTestDatabases,
} from './__testUtils__/testDatabases';
import { toContainerRow } from './containerRows';
import { DatabaseEntityOwnersStore } from './DatabaseEntityOwnersStore';
import { CONTAINERS_TABLE } from './tables';

jest.setTimeout(120_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'DatabaseEntityOwnersStore on %s',
  id => {
    it('lists entities of containers once, and replaces owners', async () => {
      const knex = await createMigratedDatabase(databases, id);
      const store = DatabaseEntityOwnersStore.create({ knex });
      const entityRefs = ['component:default/a', 'component:default/b'];
      await knex(CONTAINERS_TABLE).insert(
        [entityRefs[1], entityRefs[0], entityRefs[0], undefined].map(
          (entityRef, index) =>
            toContainerRow('nas', {
              id: `${index}`.padEnd(64, '0'),
              workload: `nas/name:c${index}`,
              name: `c${index}`,
              image: 'web',
              imageId: 'sha256:1',
              state: 'running',
              health: 'none',
              createdAt: 1,
              restartCount: 0,
              ports: [],
              labels: {},
              entityRef,
            }),
        ),
      );
      await expect(store.listEntityRefs()).resolves.toEqual(entityRefs);

      await store.saveOwners(
        new Map([
          [entityRefs[0], ['group:default/x', 'group:default/y']],
          [entityRefs[1], ['group:default/x']],
        ]),
      );
      // Replicas write the same at the same time.
      const changes = new Map([
        [entityRefs[0], ['group:default/z']],
        [entityRefs[1], []],
      ]);
      await Promise.all([1, 2, 3].map(() => store.saveOwners(changes)));
      await expect(store.listOwners()).resolves.toEqual(
        new Map([[entityRefs[0], ['group:default/z']]]),
      );
    });
  },
);
