import { WatcherEventDetails } from 'backstage-plugin-docker-watcher-common';
import { NewEvent } from '../eventLog/EventLogStore';
import {
  SettingsChange,
  SettingsOutcome,
  StoredSettings,
} from './SettingsStore';
import { SETTING_FIELDS, getSetting } from './settingFields';

type Changes = WatcherEventDetails['settings.changed']['changes'];

/** Stands in the log for the value of a setting that follows the configuration. */
const CONFIG = 'config';

/**
 * Decides what comes of a change, and what the log tells of it.
 *
 * A change that changes nothing gets no version and no event, so that saving twice is
 * no news. But from an old version it is a conflict like any other: whoever made it
 * has seen something else than what is there.
 */
export function reviseSettings(
  stored: StoredSettings,
  change: SettingsChange,
): SettingsOutcome & { event?: NewEvent } {
  if (stored.version !== change.version) {
    return { result: 'conflict', settings: stored };
  }
  const changes = compare(stored, change);
  if (changes.length === 0) {
    return { result: 'unchanged', settings: stored };
  }
  const { overrides, actor, now } = change;
  const version = stored.version + 1;
  return {
    result: 'changed',
    settings: { version, overrides, changedAt: now, changedBy: actor },
    event: {
      kind: 'settings.changed',
      source: 'settings',
      severity: 'info',
      occurredAt: new Date(now).toISOString(),
      actor,
      inferred: false,
      message: `The settings were changed: ${changes
        .map(({ field, from, to }) => `${field} from ${from} to ${to}`)
        .join(', ')}`,
      details: { version, changes },
    },
  };
}

function compare(
  before: Pick<StoredSettings, 'overrides'>,
  after: Pick<StoredSettings, 'overrides'>,
): Changes {
  return SETTING_FIELDS.map(field => ({
    field,
    from: getSetting(before.overrides, field) ?? CONFIG,
    to: getSetting(after.overrides, field) ?? CONFIG,
  })).filter(({ from, to }) => from !== to);
}
