/** Keeps who owns the entities that containers belong to. */
export interface EntityOwnersStore {
  /** All entities that a container names or that claim one, removed ones included. */
  listEntityRefs(): Promise<string[]>;
  /** Owners by entity; entities without owners are left out. */
  listOwners(): Promise<Map<string, string[]>>;
  /** Replaces the owners of these entities, with none if the list is empty. */
  saveOwners(changes: ReadonlyMap<string, readonly string[]>): Promise<void>;
}
