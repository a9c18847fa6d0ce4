import {
  Container,
  ContainerDetail,
  ContainerOrderField,
  ContainersQuery,
  Host,
  Page,
  Reclaimable,
  StaleContainer,
  StaleOrderField,
  StalePage,
  Summary,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from './ContainerFilter';
import { FilterableContainer } from './matchesContainerFilter';

/**
 * `ownedByMe` is resolved to the reader's ownership references beforehand. Without an
 * order, containers come by name.
 */
export interface InventoryContainersQuery
  extends Omit<ContainersQuery, 'ownedByMe' | 'order'> {
  ownerRefs?: string[];
  /** Owned by one of them through the entity it is linked to. */
  ownedBy?: string[];
  /** Stale, and snoozed or not. */
  staleness?: 'stale' | 'snoozed';
  /** Its removal frees so much, volumes included. */
  minBytes?: number;
  /** Last alive so many days before `now`. */
  minDays?: number;
  /** Milliseconds since the epoch. A list stays the same one while it goes on. */
  now?: number;
  order?: {
    field: ContainerOrderField | Extract<StaleOrderField, 'since' | 'size'>;
    direction: 'asc' | 'desc';
  };
  /** An entity that its label names, or that claims it by annotation. */
  claimedBy?: string;
  /** Compose service. */
  service?: string[];
}

/** A container with its details, before anybody asks what they may do to it. */
export type KnownContainer = Omit<
  ContainerDetail,
  'allowedActions' | 'actionsObstacle' | 'maySnooze'
>;

/** A stale container, before anybody asks what they may do to it. */
export type KnownStaleContainer = Omit<
  StaleContainer,
  'mayRemove' | 'maySnooze'
>;

/** A page of them. */
export type KnownStalePage = Omit<StalePage, 'items'> & {
  items: KnownStaleContainer[];
};

/**
 * Reads what the watcher has stored, and never asks an engine.
 *
 * `visible` limits every answer, counts included; `undefined` means everything.
 */
export interface InventoryReader {
  listContainers(
    query: InventoryContainersQuery,
    visible: ContainerFilter | undefined,
  ): Promise<Page<Container>>;

  /**
   * Containers on hosts that answer, by their `staleness`; without an order, those
   * longest stale first.
   */
  listStale(
    query: InventoryContainersQuery & { staleness: 'stale' | 'snoozed' },
    visible: ContainerFilter | undefined,
  ): Promise<KnownStalePage>;

  /** @returns `undefined` when there is none, or none that is visible. */
  getContainer(
    ref: { host: string; id: string },
    visible?: ContainerFilter,
  ): Promise<KnownContainer | undefined>;

  /** In the order of the references, `undefined` for those not known. */
  getContainers(
    refs: { host: string; id: string }[],
  ): Promise<(Container | undefined)[]>;

  /** What removals would free, by the container's reference, where it was measured. */
  getReclaimables(
    refs: readonly { host: string; id: string }[],
  ): Promise<Map<string, Reclaimable>>;

  /** In the order of the references, `undefined` for those not known. */
  getFilterables(
    refs: { host: string; id: string }[],
  ): Promise<(FilterableContainer | undefined)[]>;

  /** By name. */
  listHosts(visible: ContainerFilter | undefined | 'none'): Promise<Host[]>;

  getHost(
    name: string,
    visible: ContainerFilter | undefined | 'none',
  ): Promise<Host | undefined>;

  summarize(options: {
    /** Which containers count. */
    visible: ContainerFilter | undefined | 'none';
    /** Whether hosts count. */
    hosts: boolean;
  }): Promise<Summary>;
}
