import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../services/chromium.mjs';
import { startPortal } from './startPortal.mjs';
import { unpackPortal } from './unpackPortal.mjs';

const rootDir = fileURLToPath(new URL('../..', import.meta.url));
const imagesDir = path.join(rootDir, 'docs/images');
const require = createRequire(import.meta.url);
const { chromium } = require('@playwright/test');

const SIZES = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
];
const ATTEMPTS = 3;
const THEMES = ['light', 'dark'];

/**
 * Takes the pictures of docs/images from the production build and its simulated
 * host: the containers, a container, the stale ones, the events, the hosts, the settings and an entity's
 * containers, where all is well, where a host is broken and where there is nothing yet.
 *
 *   yarn tsc && yarn build:all && node scripts/e2e/screenshots.mjs
 */
async function takeScreenshots() {
  const { DOCKER_WATCHER_TEST_CHROMIUM: executablePath } = process.env
    .DOCKER_WATCHER_TEST_CHROMIUM
    ? process.env
    : (await findChromium()).env;
  const workDir = mkdtempSync(path.join(tmpdir(), 'dw-shots-'));
  const portals = [];
  let browser;
  try {
    const portalDir = path.join(workDir, 'portal');
    mkdirSync(portalDir);
    unpackPortal({ rootDir, targetDir: portalDir });
    const start = async (name, hosts, simulatedHost) => {
      const portal = await startPortal({
        ...{ name, rootDir, portalDir, workDir, hosts, simulatedHost },
      });
      portals.push(portal);
      return portal.url;
    };
    const full = await start('full', [], 'always');
    const broken = await start(
      'broken',
      [
        {
          name: 'build-01',
          title: 'Build server',
          url: 'unix:///var/run/build-01/docker.sock',
        },
        { name: 'Build 02', url: 'tcp://10.0.0.6:2376' },
      ],
      'always',
    );
    const empty = await start('empty', [], 'never');

    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    });
    mkdirSync(imagesDir, { recursive: true });
    for (const url of [full, broken]) {
      await withPage(
        url,
        { browser, size: SIZES[0], theme: THEMES[0] },
        waitForOwners,
      );
    }
    for (const size of SIZES) {
      for (const theme of THEMES) {
        const suffix = `${size.width}-${theme}.png`;
        const options = { browser, size, theme, suffix };
        await withPage(full, options, takeFull);
        await withPage(broken, options, takeBroken);
        await withPage(empty, options, takeEmpty);
      }
    }
  } finally {
    await browser?.close();
    await Promise.all(portals.map(portal => portal.stop()));
    rmSync(workDir, { recursive: true, force: true });
  }
}

async function takeFull(page, { url, shoot }) {
  await open(page, `${url}/docker-watcher/containers`);
  await shoot('containers');
  // The one of the shop that keeps crashing, so that there is a timeline.
  await page.getByRole('link', { name: 'shop-mailer-1', exact: true }).click();
  await page.getByRole('heading', { name: 'shop-mailer-1' }).waitFor();
  await page
    .getByRole('region', { name: 'Timeline' })
    .locator('li')
    .first()
    .waitFor();
  await shoot('container');
  await open(page, `${url}/docker-watcher/stale`);
  await page.getByRole('checkbox', { name: 'Select all shown' }).waitFor();
  await shoot('stale');
  await page
    .getByRole('row', { name: /Select all shown/ })
    .locator('label')
    .click();
  await page.getByRole('button', { name: 'Clean up…' }).click();
  await page.getByRole('button', { name: /^Remove / }).waitFor();
  await shoot('cleanup');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await open(page, `${url}/docker-watcher/stale?group=owner`);
  await page.getByRole('checkbox', { name: 'Select all shown' }).waitFor();
  await shoot('stale-by-owner');
  await open(page, `${url}/docker-watcher/events`);
  await page.getByText('Live', { exact: true }).waitFor();
  await shoot('events');
  await page
    .getByRole('button', { name: /^Details of/ })
    .first()
    .click();
  await page.getByText('Number in the log').waitFor();
  await shoot('event');
  await open(page, `${url}/docker-watcher/hosts`);
  await shoot('hosts');
  await open(page, `${url}/docker-watcher/settings`);
  await shoot('settings');
  await page.goto(`${url}/catalog/default/component/shop-web/docker-watcher`);
  await page.getByRole('region', { name: 'How they are linked' }).waitFor();
  await shoot('entity');
}

async function takeBroken(page, { url, shoot }) {
  await open(page, `${url}/docker-watcher/hosts`);
  await shoot('hosts-broken');
  await open(page, `${url}/docker-watcher/containers`);
  await shoot('containers-broken');
  await open(page, `${url}/docker-watcher/events?severity=error`);
  await shoot('events-broken');
}

async function takeEmpty(page, { url, shoot }) {
  await open(page, `${url}/docker-watcher/containers`);
  await shoot('containers-empty');
  await open(page, `${url}/docker-watcher/stale`);
  await shoot('stale-empty');
  await open(page, `${url}/docker-watcher/events?range=all`);
  await shoot('events-empty');
  await open(page, `${url}/docker-watcher/hosts`);
  await shoot('hosts-empty');
}

/** Owners are read from the catalog a moment after the first list. */
async function waitForOwners(page, { url }) {
  await open(page, `${url}/docker-watcher/containers`);
  await page.getByRole('link', { name: 'Platform', exact: true }).waitFor();
  // What is stale is measured a minute after the start.
  await open(page, `${url}/docker-watcher/stale`);
  await page
    .getByRole('heading', { name: 'What could be freed, by owner' })
    .waitFor({ timeout: 180_000 });
}

async function withPage(url, options, take) {
  // A network interface that comes or goes on the machine breaks a page's loading.
  for (let attempt = 1; ; attempt++) {
    try {
      await tryWithPage(url, options, take);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

async function tryWithPage(url, { browser, size, theme, suffix }, take) {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('button', { name: 'Enter', exact: true }).click();
    await page.getByText('About this portal').waitFor();
    const shoot = async name => {
      // A page that follows the log is never idle.
      await page
        .waitForLoadState('networkidle', { timeout: 3_000 })
        .catch(() => undefined);
      await page.waitForFunction(
        () => !document.querySelector('main [aria-busy="true"]'),
      );
      await page.evaluate(() => document.fonts.ready);
      await page.mouse.move(0, 0);
      await page.screenshot({
        path: path.join(imagesDir, `${name}-${suffix}`),
        animations: 'disabled',
      });
    };
    await take(page, { url, shoot });
  } finally {
    await context.close();
  }
}

async function open(page, url) {
  await page.goto(url);
  await page.getByRole('tab', { name: 'Hosts' }).waitFor();
  await page.waitForFunction(
    () => !document.querySelector('[aria-busy="true"], [role="progressbar"]'),
  );
}

takeScreenshots()
  .then(() => process.exit(0))
  .catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
