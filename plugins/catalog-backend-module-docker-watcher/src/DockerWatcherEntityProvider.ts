import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { ProvidedInventory } from './fetchInventory';
import { EntityOptions, toEntities } from './toEntities';

const NAME = 'docker-watcher';
/** Beyond this share a full mutation is the simpler one for the catalog as well. */
const LITTLE = 0.2;
/** Runs after which everything is provided again, whatever changed. */
const FULL_EVERY = 12;

/**
 * Provides hosts and Compose projects to the catalog.
 *
 * @remarks
 * - The first run, and one in twelve after it, provides everything; of the others, one
 *   in which little changed provides the difference, and one in which nothing did
 *   provides nothing.
 * - What is compared is what this process provided last. So it must run in every
 *   replica: each then ends up providing what is there now.
 * - When docker-watcher cannot be asked, the catalog keeps what it has.
 */
export class DockerWatcherEntityProvider implements EntityProvider {
  readonly #fetchInventory: (signal: AbortSignal) => Promise<ProvidedInventory>;
  readonly #schedule: SchedulerServiceTaskRunner;
  readonly #logger: LoggerService;
  readonly #options: EntityOptions;
  #provided: Map<string, string> | undefined;
  #runsSinceFull = 0;
  #failing = false;

  static create(options: {
    fetchInventory: (signal: AbortSignal) => Promise<ProvidedInventory>;
    schedule: SchedulerServiceTaskRunner;
    logger: LoggerService;
    options: EntityOptions;
  }): DockerWatcherEntityProvider {
    return new DockerWatcherEntityProvider(options);
  }

  private constructor(
    options: Parameters<typeof DockerWatcherEntityProvider.create>[0],
  ) {
    this.#fetchInventory = options.fetchInventory;
    this.#schedule = options.schedule;
    this.#logger = options.logger;
    this.#options = options.options;
  }

  getProviderName(): string {
    return NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#schedule.run({
      id: `${NAME}-entity-provider`,
      fn: signal => this.#try(connection, signal),
    });
  }

  async #try(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.#provide(connection, await this.#fetchInventory(signal));
      this.#failing = false;
    } catch (error) {
      if (!signal.aborted && !this.#failing) {
        this.#failing = true;
        this.#logger.warn(
          `Could not put hosts and Compose projects into the catalog, which keeps those it has; trying again: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  async #provide(
    connection: EntityProviderConnection,
    inventory: ProvidedInventory,
  ): Promise<void> {
    const entities = new Map(
      toEntities(inventory, this.#options).map(entity => [
        stringifyEntityRef(entity),
        entity,
      ]),
    );
    const before = this.#provided;
    const after = new Map(
      [...entities].map(([ref, entity]) => [ref, JSON.stringify(entity)]),
    );
    const added = [...entities].filter(
      ([ref]) => before?.get(ref) !== after.get(ref),
    );
    const removed = [...(before?.keys() ?? [])].filter(ref => !after.has(ref));
    const changes = added.length + removed.length;
    this.#runsSinceFull += 1;
    if (
      !before ||
      this.#runsSinceFull >= FULL_EVERY ||
      changes > Math.max(1, after.size * LITTLE)
    ) {
      await connection.applyMutation({
        type: 'full',
        entities: [...entities.values()].map(toDeferred),
      });
      this.#runsSinceFull = 0;
    } else if (changes) {
      await connection.applyMutation({
        type: 'delta',
        added: added.map(([, entity]) => toDeferred(entity)),
        removed: removed.map(entityRef => ({ entityRef, locationKey: NAME })),
      });
    }
    this.#provided = after;
  }
}

function toDeferred(entity: Entity): DeferredEntity {
  return { entity, locationKey: NAME };
}
