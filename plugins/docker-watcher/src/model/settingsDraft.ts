import {
  Settings,
  SettingsOverrides,
  SettingsValues,
} from 'backstage-plugin-docker-watcher-common';

/** The settings that are shown, in their order. */
export const SETTING_FIELDS = ['info', 'warn', 'error', 'stale'] as const;

export type SettingField = (typeof SETTING_FIELDS)[number];

/** What was typed, by field; a field that is left out follows the configuration. */
export type SettingsDraft = Partial<Record<SettingField, string>>;

export type FieldProblem = 'empty' | 'notWhole' | 'outOfRange';

const MIN_DAYS = 1;
const MAX_DAYS = 3650;

export function getSetting(
  settings: SettingsValues,
  field: SettingField,
): number;
export function getSetting(
  settings: SettingsOverrides,
  field: SettingField,
): number | undefined;
export function getSetting(
  settings: SettingsOverrides,
  field: SettingField,
): number | undefined {
  return field === 'stale'
    ? settings.stale?.thresholdDays
    : settings.eventLog?.retentionDays?.[field];
}

export function draftOf(overrides: SettingsOverrides): SettingsDraft {
  const draft: SettingsDraft = {};
  for (const field of SETTING_FIELDS) {
    const value = getSetting(overrides, field);
    if (value !== undefined) {
      draft[field] = String(value);
    }
  }
  return draft;
}

/** The backend checks the same; this tells while one types. */
export function problemOf(text: string | undefined): FieldProblem | undefined {
  if (text === undefined) {
    return undefined;
  }
  const typed = text.trim();
  if (typed === '') {
    return 'empty';
  }
  if (!/^[-+]?\d+$/.test(typed)) {
    return 'notWhole';
  }
  const days = Number(typed);
  return days >= MIN_DAYS && days <= MAX_DAYS ? undefined : 'outOfRange';
}

/** To be asked only for a draft without problems. */
export function toOverrides(draft: SettingsDraft): SettingsOverrides {
  const daysOf = (field: SettingField) => {
    const text = draft[field];
    return text === undefined ? undefined : Number(text);
  };
  const retentionDays = {
    info: daysOf('info'),
    warn: daysOf('warn'),
    error: daysOf('error'),
  };
  const isSet = (values: object) =>
    Object.values(values).some(value => value !== undefined);
  const thresholdDays = daysOf('stale');
  return {
    ...(isSet(retentionDays) && { eventLog: { retentionDays } }),
    ...(thresholdDays !== undefined && { stale: { thresholdDays } }),
  };
}

export function isFieldChanged(
  draft: SettingsDraft,
  base: Pick<Settings, 'overrides'>,
  field: SettingField,
): boolean {
  return draft[field]?.trim() !== draftOf(base.overrides)[field];
}

export function isChanged(
  draft: SettingsDraft,
  base: Pick<Settings, 'overrides'>,
): boolean {
  return SETTING_FIELDS.some(field => isFieldChanged(draft, base, field));
}

/** What was typed on top of one state of the settings, on top of another. */
export function rebaseDraft(
  draft: SettingsDraft,
  base: Pick<Settings, 'overrides'>,
  latest: Pick<Settings, 'overrides'>,
): SettingsDraft {
  const rebased = draftOf(latest.overrides);
  for (const field of SETTING_FIELDS) {
    if (isFieldChanged(draft, base, field)) {
      delete rebased[field];
      const typed = draft[field];
      if (typed !== undefined) {
        rebased[field] = typed;
      }
    }
  }
  return rebased;
}

/** Where two states of the settings differ in what is in force. */
export function differencesBetween(
  before: Settings,
  after: Settings,
): { field: SettingField; from: number; to: number }[] {
  return SETTING_FIELDS.map(field => ({
    field,
    from: getSetting(before.values, field),
    to: getSetting(after.values, field),
  })).filter(({ from, to }) => from !== to);
}

/** Few digits for what the configuration says in hours. */
export function formatDays(days: number): string {
  return String(Math.round(days * 100) / 100);
}
