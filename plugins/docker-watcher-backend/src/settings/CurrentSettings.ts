import {
  Settings,
  SettingsValues,
} from 'backstage-plugin-docker-watcher-common';
import { resolveSettings } from './resolveSettings';
import { SettingsStore, StoredSettings } from './SettingsStore';

/**
 * The settings in force, for everybody who goes by them.
 *
 * @remarks They are read from the store each time, which is one row by its key. So a
 * change counts at the next use, in every replica. Whoever uses them more than once a
 * second should remember them, for a minute at most.
 */
export class CurrentSettings {
  readonly #store: SettingsStore;
  readonly #defaults: SettingsValues;

  static create(options: {
    store: SettingsStore;
    /** See `defaultSettings`. */
    defaults: SettingsValues;
  }): CurrentSettings {
    return new CurrentSettings(options);
  }

  private constructor(options: {
    store: SettingsStore;
    defaults: SettingsValues;
  }) {
    this.#store = options.store;
    this.#defaults = options.defaults;
  }

  async values(): Promise<SettingsValues> {
    const { overrides } = await this.#store.read();
    return resolveSettings(overrides, this.#defaults);
  }

  async read(): Promise<Settings> {
    return this.describe(await this.#store.read());
  }

  /** Stored settings with where they come from. */
  describe(stored: StoredSettings): Settings {
    const { version, overrides, changedAt, changedBy } = stored;
    return {
      version,
      values: resolveSettings(overrides, this.#defaults),
      overrides,
      defaults: this.#defaults,
      ...(changedAt !== undefined && {
        changedAt: new Date(changedAt).toISOString(),
      }),
      ...(changedBy !== undefined && { changedBy }),
    };
  }
}
