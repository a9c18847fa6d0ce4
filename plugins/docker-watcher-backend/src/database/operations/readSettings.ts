import { Knex } from 'knex';
import { parseOverrides } from '../../settings/parseOverrides';
import { StoredSettings } from '../../settings/SettingsStore';
import { SETTINGS_TABLE, SettingsRow } from '../tables';

/** Reads the only row, which the migration put there. */
export async function readSettings(knex: Knex): Promise<StoredSettings> {
  const row = await knex<SettingsRow>(SETTINGS_TABLE).where({ id: 1 }).first();
  if (!row) {
    throw new Error(
      `Table ${SETTINGS_TABLE} has lost its only row. Insert one with id 1, version 0 and overrides '{}'.`,
    );
  }
  return {
    version: Number(row.version),
    overrides: parseOverrides(JSON.parse(row.overrides)),
    ...(row.changed_at !== null && { changedAt: Number(row.changed_at) }),
    ...(row.changed_by !== null && { changedBy: row.changed_by }),
  };
}
