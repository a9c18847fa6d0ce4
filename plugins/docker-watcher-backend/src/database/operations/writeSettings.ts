import { Knex } from 'knex';
import { StoredSettings } from '../../settings/SettingsStore';
import { SETTINGS_TABLE, SettingsRow } from '../tables';

/**
 * Replaces the settings by their next version.
 *
 * @remarks Of two transactions that read the same version the second one waits here
 * for the first, and then finds no row of that version any more.
 * @returns whether they were still at the version before.
 */
export async function writeSettings(options: {
  tx: Knex.Transaction;
  settings: StoredSettings;
}): Promise<boolean> {
  const { version, overrides, changedAt, changedBy } = options.settings;
  const updated = await options
    .tx<SettingsRow>(SETTINGS_TABLE)
    .where({ id: 1, version: version - 1 })
    .update({
      version,
      overrides: JSON.stringify(overrides),
      changed_at: changedAt ?? null,
      changed_by: changedBy ?? null,
    });
  return updated === 1;
}
