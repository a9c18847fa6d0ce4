import { SettingsOverrides } from 'backstage-plugin-docker-watcher-common';

/** The row of the settings. */
export interface StoredSettings {
  /** 0 while nothing was ever set. */
  version: number;
  overrides: SettingsOverrides;
  /** Milliseconds since the epoch. */
  changedAt?: number;
  /** Entity reference of a user. */
  changedBy?: string;
}

/** Somebody wants the settings to be others. */
export interface SettingsChange {
  /** Of the settings that the change was made from. */
  version: number;
  /** All of them. */
  overrides: SettingsOverrides;
  /** Entity reference of the user. */
  actor: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** What came of it, with the settings as they are then. */
export type SettingsOutcome =
  | { result: 'changed'; settings: StoredSettings }
  /** They were like that already; nothing was written. */
  | { result: 'unchanged'; settings: StoredSettings }
  /** They are at another version. */
  | { result: 'conflict'; settings: StoredSettings };

/** Keeps what is set in the portal. */
export interface SettingsStore {
  read(): Promise<StoredSettings>;

  /** Commits the change together with the event that tells of it. */
  update(change: SettingsChange): Promise<SettingsOutcome>;
}
