import {
  Container,
  ContainerDetail,
  ContainersQuery,
  Host,
  Page,
  Summary,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from './ContainerFilter';
import { FilterableContainer } from './matchesContainerFilter';

/**
 * `ownedByMe` is resolved to the reader's ownership references beforehand. Without an
 * order, containers come by name.
 */
export interface InventoryContainersQuery
  extends Omit<ContainersQuery, 'ownedByMe'> {
  ownerRefs?: string[];
  /** An entity that its label names, or that claims it by annotation. */
  claimedBy?: string;
  /** Compose service. */
  service?: string[];
}

/** A container with its details, before anybody asks what they may do to it. */
export type KnownContainer = Omit<
  ContainerDetail,
  'allowedActions' | 'actionsObstacle'
>;

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

  /** @returns `undefined` when there is none, or none that is visible. */
  getContainer(
    ref: { host: string; id: string },
    visible?: ContainerFilter,
  ): Promise<KnownContainer | undefined>;

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
