import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Settings,
  SettingsUpdate,
} from 'backstage-plugin-docker-watcher-common';

/** Who asks. */
export interface SettingsCallOptions {
  credentials: BackstageCredentials;
}

/** The settings as one caller may see and change them. */
export interface SettingsService {
  getSettings(options: SettingsCallOptions): Promise<Settings>;

  /**
   * @returns the settings after the change.
   * @throws ConflictError when they are at another version than the change was made from.
   */
  updateSettings(
    update: SettingsUpdate,
    options: SettingsCallOptions,
  ): Promise<Settings>;
}
