import { TestDatabases } from '@backstage/backend-test-utils';
import { rememberBeginning } from './rememberBeginning';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('rememberBeginning', () => {
  it('tells the time of the first start at every later one', async () => {
    const knex = await databases.init('SQLITE_3');
    const database = { getClient: async () => knex };
    await expect(rememberBeginning({ database, now: 1000 })).resolves.toBe(
      1000,
    );
    await expect(rememberBeginning({ database, now: 5000 })).resolves.toBe(
      1000,
    );
  });
});
