/**
 * Everything that can be set in the portal, by the operators.
 * @public
 */
export interface SettingsValues {
  eventLog: {
    /** How many days events are kept, by their severity. */
    retentionDays: { info: number; warn: number; error: number };
  };
  stale: {
    /** After how many days without running a container is stale. */
    thresholdDays: number;
  };
}

/**
 * What is set in the portal; what is left out follows the configuration.
 * @public
 */
export interface SettingsOverrides {
  eventLog?: {
    /** 1 to 3650 each. */
    retentionDays?: { info?: number; warn?: number; error?: number };
  };
  stale?: {
    /** 1 to 3650. */
    thresholdDays?: number;
  };
}

/**
 * The settings as they are.
 * @public
 */
export interface Settings {
  /** Grows with each change. 0 while nothing was ever set. */
  version: number;
  /** What is in force: the overrides, else the defaults. */
  values: SettingsValues;
  overrides: SettingsOverrides;
  /** By the configuration. */
  defaults: SettingsValues;
  /** ISO 8601 in UTC. */
  changedAt?: string;
  /** Entity reference of the user who changed them last. */
  changedBy?: string;
}

/**
 * A change of the settings.
 * @public
 */
export interface SettingsUpdate {
  /** Of the settings that the change was made from. */
  version: number;
  /** All of them: those left out follow the configuration from then on. */
  overrides: SettingsOverrides;
}
