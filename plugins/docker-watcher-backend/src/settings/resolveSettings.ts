import {
  SettingsOverrides,
  SettingsValues,
} from 'backstage-plugin-docker-watcher-common';
import { DockerWatcherConfig } from '../config/DockerWatcherConfig';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is in force: the overrides, else the defaults. */
export function resolveSettings(
  overrides: SettingsOverrides,
  defaults: SettingsValues,
): SettingsValues {
  return {
    eventLog: {
      retentionDays: {
        ...defaults.eventLog.retentionDays,
        ...overrides.eventLog?.retentionDays,
      },
    },
    stale: { ...defaults.stale, ...overrides.stale },
  };
}

/** What the configuration says; where it says less than a day, a fraction of one. */
export function defaultSettings(
  config: Pick<DockerWatcherConfig, 'eventRetentionMs' | 'staleThresholdDays'>,
): SettingsValues {
  const { info, warn, error } = config.eventRetentionMs;
  return {
    eventLog: {
      retentionDays: {
        info: info / DAY_MS,
        warn: warn / DAY_MS,
        error: error / DAY_MS,
      },
    },
    stale: { thresholdDays: config.staleThresholdDays },
  };
}

/** The other way round, exact for what came from milliseconds. */
export function retentionMs(
  values: SettingsValues,
): SettingsValues['eventLog']['retentionDays'] {
  const { info, warn, error } = values.eventLog.retentionDays;
  const toMs = (days: number) => Math.round(days * DAY_MS);
  return { info: toMs(info), warn: toMs(warn), error: toMs(error) };
}
