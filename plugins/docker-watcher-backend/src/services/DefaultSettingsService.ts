import { ConflictError } from '@backstage/errors';
import {
  Settings,
  SettingsUpdate,
} from 'backstage-plugin-docker-watcher-common';
import { Clock } from '../lib/Clock';
import { CurrentSettings } from '../settings/CurrentSettings';
import { parseOverrides } from '../settings/parseOverrides';
import { SettingsStore, StoredSettings } from '../settings/SettingsStore';

/**
 * Reads and changes the settings and decides nothing about who may ask; that is
 * `AuthorizedSettingsService`, through which everybody goes.
 */
export class DefaultSettingsService {
  readonly #store: SettingsStore;
  readonly #current: CurrentSettings;
  readonly #onChanged: () => void;
  readonly #clock: Clock;

  static create(options: {
    store: SettingsStore;
    current: CurrentSettings;
    /** They were changed, and the log tells of it. */
    onChanged: () => void;
    clock: Clock;
  }): DefaultSettingsService {
    return new DefaultSettingsService(options);
  }

  private constructor(
    options: Parameters<typeof DefaultSettingsService.create>[0],
  ) {
    this.#store = options.store;
    this.#current = options.current;
    this.#onChanged = options.onChanged;
    this.#clock = options.clock;
  }

  async getSettings(): Promise<Settings> {
    return this.#current.read();
  }

  async updateSettings(
    update: SettingsUpdate,
    options: { actor: string },
  ): Promise<Settings> {
    const { result, settings } = await this.#store.update({
      version: update.version,
      overrides: parseOverrides(update.overrides),
      actor: options.actor,
      now: this.#clock.now(),
    });
    switch (result) {
      case 'conflict':
        throw outdated(update.version, settings);
      case 'changed':
        this.#onChanged();
        break;
      case 'unchanged':
        break;
      default: {
        const unknown: never = result;
        throw new Error(`Unknown outcome '${unknown}'`);
      }
    }
    return this.#current.describe(settings);
  }
}

function outdated(version: number, current: StoredSettings): ConflictError {
  const by =
    current.changedBy === undefined ? '' : `, changed by ${current.changedBy}`;
  return new ConflictError(
    `The settings are at version ${current.version}${by}, and the change was made from version ${version}. Load them again and repeat it.`,
  );
}
