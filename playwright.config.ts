import { defineConfig } from '@playwright/test';

const {
  CI,
  DOCKER_WATCHER_E2E_URL,
  DOCKER_WATCHER_TEST_CHROMIUM = '/usr/bin/chromium',
  PLAYWRIGHT_JSON_OUTPUT_FILE,
} = process.env;

/** Run by `node scripts/e2e/run.mjs`, which starts the portals. */
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  outputDir: 'test-results/e2e',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(CI),
  // A network interface that comes or goes on the machine breaks a page's loading.
  retries: CI ? 1 : 0,
  // One engine and one portal for all.
  workers: 1,
  fullyParallel: false,
  reporter: [
    ['list'],
    ...(PLAYWRIGHT_JSON_OUTPUT_FILE ? [['json'] as const] : []),
  ],
  use: {
    baseURL: DOCKER_WATCHER_E2E_URL,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: DOCKER_WATCHER_TEST_CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
