import { SettingsOverrides } from 'backstage-plugin-docker-watcher-common';

/** The paths of all settings, in the order in which they are told. */
export const SETTING_FIELDS = [
  'eventLog.retentionDays.info',
  'eventLog.retentionDays.warn',
  'eventLog.retentionDays.error',
  'stale.thresholdDays',
] as const;

export type SettingField = (typeof SETTING_FIELDS)[number];

/** @returns `undefined` for what follows the configuration. */
export function getSetting(
  settings: SettingsOverrides,
  field: SettingField,
): number | undefined {
  switch (field) {
    case 'eventLog.retentionDays.info':
      return settings.eventLog?.retentionDays?.info;
    case 'eventLog.retentionDays.warn':
      return settings.eventLog?.retentionDays?.warn;
    case 'eventLog.retentionDays.error':
      return settings.eventLog?.retentionDays?.error;
    case 'stale.thresholdDays':
      return settings.stale?.thresholdDays;
    default: {
      const unknown: never = field;
      throw new Error(`No setting '${unknown}'`);
    }
  }
}
