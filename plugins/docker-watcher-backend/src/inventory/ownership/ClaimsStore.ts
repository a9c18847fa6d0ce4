import { ContainerClaim } from 'backstage-plugin-docker-watcher-common';
import { ClaimableContainer } from './matchClaims';

/** Which containers: `present` leaves removed ones out. */
export type ClaimScope = 'present' | 'all';

/** The claims of one container by annotation, none if the list is empty. */
export interface ClaimsChange {
  host: string;
  id: string;
  claims: readonly ContainerClaim[];
}

/** What the annotation of an entity says of when its containers are stale, as written. */
export interface EntityThreshold {
  entityRef: string;
  value: string;
}

/** Keeps which entities claim which containers by annotation. */
export interface ClaimsStore {
  /** A text that is another one whenever hosts or their containers have changed. */
  readRevision(): Promise<string>;

  /** @param options.labelKeys - of the labels that are wanted. */
  listContainers(options: {
    scope: ClaimScope;
    labelKeys: readonly string[];
  }): Promise<ClaimableContainer[]>;

  /** By the container's reference; without claims, it is left out. */
  listClaims(options: {
    scope: ClaimScope;
  }): Promise<Map<string, ContainerClaim[]>>;

  /**
   * Replaces the claims of these containers, and with them the entity that each is
   * linked to. Both in one transaction, so no reader ever sees one without the other.
   * Containers that have been forgotten meanwhile are passed over.
   */
  saveClaims(changes: readonly ClaimsChange[]): Promise<void>;

  /**
   * Makes these the thresholds of all entities, and writes what differs.
   *
   * @returns whether anything did.
   */
  saveThresholds(thresholds: readonly EntityThreshold[]): Promise<boolean>;
}
