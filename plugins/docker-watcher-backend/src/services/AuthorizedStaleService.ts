import {
  CleanupAnswer,
  CleanupRequest,
  CleanupResult,
  Container,
  Snooze,
  SnoozeInput,
  StalePage,
  StaleQuery,
  containerResourceRef,
  dockerWatcherContainerReadPermission,
  dockerWatcherContainerRemovePermission,
  dockerWatcherUsePermission,
} from 'backstage-plugin-docker-watcher-common';
import { InventoryReader, KnownContainer } from '../inventory/InventoryReader';
import { matchesContainerFilter } from '../inventory/matchesContainerFilter';
import { AuthorizedInventoryService } from './AuthorizedInventoryService';
import { ContainerActionDecisions } from './ContainerActionDecisions';
import { noSuchContainer } from './DefaultInventoryService';
import { DefaultStaleService } from './DefaultStaleService';
import { ReaderDecisions, notAllowed } from './ReaderDecisions';
import { StaleCallOptions, StaleService } from './StaleService';

/**
 * The one place that decides who may see, remove and keep what is stale. A container
 * that may not be read is answered exactly like one that does not exist; the policy is
 * asked once for a whole page or clean-up.
 */
export class AuthorizedStaleService implements StaleService {
  readonly #stale: DefaultStaleService;
  readonly #inventory: Pick<AuthorizedInventoryService, 'getReadableContainer'>;
  readonly #reader: Pick<InventoryReader, 'getFilterables' | 'getContainers'>;
  readonly #decisions: ReaderDecisions;
  readonly #actions: ContainerActionDecisions;

  static create(options: {
    stale: DefaultStaleService;
    inventory: Pick<AuthorizedInventoryService, 'getReadableContainer'>;
    reader: Pick<InventoryReader, 'getFilterables' | 'getContainers'>;
    decisions: ReaderDecisions;
    actions: ContainerActionDecisions;
  }): AuthorizedStaleService {
    return new AuthorizedStaleService(options);
  }

  private constructor(
    options: Parameters<typeof AuthorizedStaleService.create>[0],
  ) {
    this.#stale = options.stale;
    this.#inventory = options.inventory;
    this.#reader = options.reader;
    this.#decisions = options.decisions;
    this.#actions = options.actions;
  }

  async listStale(
    query: StaleQuery,
    { credentials }: StaleCallOptions,
  ): Promise<StalePage> {
    await this.#decisions.require(dockerWatcherUsePermission, credentials);
    const visible = await this.#decisions.visibleContainers(credentials);
    if (visible === 'none') {
      throw notAllowed(dockerWatcherContainerReadPermission);
    }
    const { items, ...page } = await this.#stale.listStale(query, {
      credentials,
      visible,
    });
    const may = await this.#actions.describeStale(items, credentials);
    return {
      ...page,
      items: items.map((item, index) => ({ ...item, ...may[index] })),
    };
  }

  async cleanUp(
    request: CleanupRequest,
    { credentials }: StaleCallOptions,
  ): Promise<CleanupAnswer> {
    await this.#decisions.require(dockerWatcherUsePermission, credentials);
    const { actor } = await this.#actions.requireChanger(
      dockerWatcherContainerRemovePermission,
      credentials,
    );
    const { dryRun = false, removeVolumes = false } = request;
    const refs = [
      ...new Map(
        request.containers.map(ref => [containerResourceRef(ref), ref]),
      ).values(),
    ];
    const readable = await this.#readable(refs, credentials);
    const refusals = await this.#actions.refusalsToRemove(
      readable,
      credentials,
    );
    const results = new Map<string, CleanupResult>();
    const allowed = readable.filter((container, index) => {
      const reason = refusals[index];
      if (reason !== undefined) {
        const { host, id, name } = container;
        results.set(containerResourceRef(container), {
          ...{ host, id, name },
          outcome: 'refused',
          reason,
        });
      }
      return reason === undefined;
    });
    const cleaned = await this.#stale.cleanUp({
      containers: allowed,
      dryRun,
      removeVolumes,
      actor,
    });
    cleaned.forEach(one => results.set(containerResourceRef(one), one));
    return {
      dryRun,
      results: request.containers.map(
        ref => results.get(containerResourceRef(ref)) ?? gone(ref),
      ),
    };
  }

  async snooze(
    ref: { host: string; id: string },
    input: SnoozeInput,
    options: StaleCallOptions,
  ): Promise<Snooze> {
    const { container, actor } = await this.#requireSnooze(ref, options);
    return this.#stale.snooze(container, input, actor);
  }

  async endSnooze(
    ref: { host: string; id: string },
    options: StaleCallOptions,
  ): Promise<void> {
    const { container, actor } = await this.#requireSnooze(ref, options);
    await this.#stale.endSnooze(container, actor);
  }

  async #requireSnooze(
    ref: { host: string; id: string },
    { credentials }: StaleCallOptions,
  ): Promise<{ container: KnownContainer; actor: string }> {
    const container = await this.#inventory.getReadableContainer(ref, {
      credentials,
    });
    const { actor } = await this.#actions.requireSnooze(container, credentials);
    if (container.presence === 'missing') {
      throw noSuchContainer(ref);
    }
    return { container, actor };
  }

  /** Those of them that are there and that the caller may see. */
  async #readable(
    refs: { host: string; id: string }[],
    credentials: StaleCallOptions['credentials'],
  ): Promise<Container[]> {
    const visible = await this.#decisions.visibleContainers(credentials);
    if (visible === 'none') {
      return [];
    }
    const filterables = await this.#reader.getFilterables(refs);
    const containers = await this.#reader.getContainers(refs);
    return containers.flatMap((container, index) => {
      const known = filterables[index];
      return container &&
        known &&
        container.presence !== 'missing' &&
        (visible === undefined || matchesContainerFilter(known, visible))
        ? [container]
        : [];
    });
  }
}

/** The same words whether it is not there or not to be seen. */
function gone(ref: { host: string; id: string }): CleanupResult {
  const { host, id } = ref;
  return {
    host,
    id,
    outcome: 'gone',
    reason: noSuchContainer(ref).message,
  };
}
