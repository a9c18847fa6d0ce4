import {
  Settings,
  SettingsUpdate,
  dockerWatcherSettingsReadPermission,
  dockerWatcherSettingsUpdatePermission,
  dockerWatcherUsePermission,
} from 'backstage-plugin-docker-watcher-common';
import { ChangeDecisions } from './ChangeDecisions';
import { DefaultSettingsService } from './DefaultSettingsService';
import { ReaderDecisions } from './ReaderDecisions';
import { SettingsCallOptions, SettingsService } from './SettingsService';

/**
 * The one place that decides who may see and change the settings.
 *
 * - Every call needs `docker-watcher.use`, reading `docker-watcher.settings.read`, and
 *   changing `docker-watcher.settings.update` as well.
 * - Both are closed to all but admins while the permission framework is off, and only
 *   users may change anything, see `ChangeDecisions`.
 * - `dockerWatcher.readOnly` is no bar: it is about what is done to hosts, and
 *   settings touch none.
 */
export class AuthorizedSettingsService implements SettingsService {
  readonly #settings: DefaultSettingsService;
  readonly #decisions: ReaderDecisions;
  readonly #changes: ChangeDecisions;

  static create(options: {
    settings: DefaultSettingsService;
    decisions: ReaderDecisions;
    changes: ChangeDecisions;
  }): AuthorizedSettingsService {
    return new AuthorizedSettingsService(options);
  }

  private constructor(
    options: Parameters<typeof AuthorizedSettingsService.create>[0],
  ) {
    this.#settings = options.settings;
    this.#decisions = options.decisions;
    this.#changes = options.changes;
  }

  async getSettings(options: SettingsCallOptions): Promise<Settings> {
    await this.#requireRead(options);
    return this.#settings.getSettings();
  }

  async updateSettings(
    update: SettingsUpdate,
    options: SettingsCallOptions,
  ): Promise<Settings> {
    // The answer and a conflict tell what the settings are.
    await this.#requireRead(options);
    const { actor } = await this.#changes.requireMayChange(
      { permission: dockerWatcherSettingsUpdatePermission },
      options.credentials,
    );
    return this.#settings.updateSettings(update, { actor });
  }

  async #requireRead(options: SettingsCallOptions): Promise<void> {
    const { credentials } = options;
    await this.#decisions.require(dockerWatcherUsePermission, credentials);
    await this.#changes.requireMayReadGuarded(
      { permission: dockerWatcherSettingsReadPermission },
      credentials,
    );
  }
}
