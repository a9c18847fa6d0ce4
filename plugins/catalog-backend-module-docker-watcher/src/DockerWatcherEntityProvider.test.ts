import { mockServices } from '@backstage/backend-test-utils';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { Host } from 'backstage-plugin-docker-watcher-common';
import { DockerWatcherEntityProvider } from './DockerWatcherEntityProvider';
import { ProvidedInventory } from './fetchInventory';

function hosts(...names: string[]): ProvidedInventory {
  return {
    hosts: names.map(name => ({ name, title: name } as Partial<Host> as Host)),
    containers: [],
  };
}

async function create() {
  const world = { inventory: hosts(), failure: undefined as Error | undefined };
  const logger = mockServices.logger.mock();
  const mutations: EntityProviderMutation[] = [];
  let run = async () => {};
  const provider = DockerWatcherEntityProvider.create({
    fetchInventory: async () => {
      if (world.failure) {
        throw world.failure;
      }
      return world.inventory;
    },
    schedule: {
      run: async ({ fn }) => {
        run = async () => fn(new AbortController().signal);
      },
    },
    logger,
    options: { namespace: 'default' },
  });
  await provider.connect({
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async () => {},
  });
  return { world, logger, mutations, run: () => run() };
}

describe('DockerWatcherEntityProvider', () => {
  it('provides everything first, then differences, and nothing when there are none', async () => {
    const { world, mutations, run } = await create();
    const many = Array.from({ length: 20 }, (_, i) => `h${i}`);
    world.inventory = hosts(...many);
    await run();
    await run();
    expect(mutations).toHaveLength(1);
    expect(mutations[0]).toMatchObject({ type: 'full' });
    world.inventory = hosts(...many.slice(1), 'new');
    await run();
    expect(mutations[1]).toMatchObject({
      type: 'delta',
      added: [{ entity: { metadata: { name: 'docker-host-new' } } }],
      removed: [
        {
          entityRef: 'resource:default/docker-host-h0',
          locationKey: 'docker-watcher',
        },
      ],
    });
    // Much at once.
    world.inventory = hosts('h1', 'h2');
    await run();
    expect(mutations[2]).toMatchObject({ type: 'full' });
    // And again from time to time, should somebody have meddled.
    for (let i = 0; i < 12; i++) {
      await run();
    }
    expect(mutations.slice(3).map(({ type }) => type)).toEqual(['full']);
  });

  it('takes nothing away while docker-watcher cannot be asked, and says so once', async () => {
    const { world, logger, mutations, run } = await create();
    world.inventory = hosts('a');
    await run();
    world.failure = new Error('docker-watcher away');
    await run();
    await run();
    expect(mutations).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    world.failure = undefined;
    world.inventory = hosts();
    await run();
    expect(mutations[1]).toEqual({
      type: 'delta',
      added: [],
      removed: [expect.objectContaining({ locationKey: 'docker-watcher' })],
    });
  });
});
