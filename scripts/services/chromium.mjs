import { existsSync } from 'node:fs';
import { findCommand } from '../toolchain/findCommand.mjs';
import { ServiceMissing } from './ServiceMissing.mjs';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser of the machine; the tests start it themselves.
 *
 * @returns `{ env, stop }`, like a service that is started
 */
export async function findChromium() {
  const chromium =
    COMMANDS.map(name => findCommand(name)).find(Boolean) ??
    APPLICATIONS.find(file => existsSync(file));
  if (!chromium) {
    throw new ServiceMissing('Chromium is missing (apt-get install chromium)');
  }
  return {
    env: { DOCKER_WATCHER_TEST_CHROMIUM: chromium },
    stop: async () => {},
  };
}
