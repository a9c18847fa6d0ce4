import { expect, Page, test } from '@playwright/test';
import { Containers, docker, withoutEngine } from './support/engine';
import { Api, expectAccessible, sidebarLink, signIn } from './support/portal';
import { killPortal, startPortal } from './support/restartPortal';

test.skip(withoutEngine !== undefined, withoutEngine ?? '');

const containers = new Containers();
let id: string;

test.beforeAll(async () => {
  id = await containers.run('told');
});

test.afterAll(async () => {
  await startPortal();
  await containers.dispose();
});

const tab = () => `/docker-watcher/events?containerId=${id}`;
const entries = (page: Page) =>
  page.getByRole('main').locator('ol > li', { has: page.locator('time') });
const live = (page: Page) =>
  page.getByRole('main').getByText('Live', { exact: true });

test('what happens appears by itself, and waits while it is paused', async ({
  page,
}) => {
  await signIn(page);
  await sidebarLink(page, 'Docker').click();
  await page.getByRole('tab', { name: 'Events' }).click();
  await expect(page).toHaveURL(/\/docker-watcher\/events/);
  await page.goto(tab());
  await expect(live(page)).toBeVisible();
  await expect(entries(page).first()).toContainText('started');

  await docker('pause', id);
  await expect(entries(page).first()).toContainText('was paused');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const before = await entries(page).count();
  await docker('unpause', id);
  await page.getByRole('button', { name: /1 new event/ }).click();
  await expect(entries(page)).toHaveCount(before + 1);
  await expectAccessible(page);
});

test('a crash of the portal leaves no gap and no repeat in the live tail', async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  await signIn(page);
  await page.goto(tab());
  await expect(live(page)).toBeVisible();
  await docker('pause', id);
  await expect(entries(page).first()).toContainText('was paused');

  await killPortal();
  await expect(page.getByText('Reconnecting')).toBeVisible();
  await docker('unpause', id);
  const renamed = containers.name('renamed');
  await docker('rename', id, renamed);
  await startPortal();
  await expect(live(page)).toBeVisible({ timeout: 90_000 });
  await docker('pause', id);
  await docker('unpause', id);

  const api = await Api.as(request, 'Enter');
  await expect(async () => {
    const told = await api.getAll(`/events?containerId=${id}`);
    expect(told.map(({ kind }) => kind).slice(0, 5)).toEqual([
      'container.unpaused',
      'container.paused',
      'container.renamed',
      'container.unpaused',
      'container.paused',
    ]);
    expect(await entries(page).allTextContents()).toEqual(
      told.map(({ message }) => expect.stringContaining(String(message))),
    );
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText(/deleted here before/)).toBeHidden();
});

test('filters and an open event stand in the address and survive a reload', async ({
  page,
}) => {
  await signIn(page);
  await page.goto(tab());
  const row = entries(page).filter({ hasText: 'was paused' }).first();
  await row.getByRole('button', { name: /^Details of/ }).click();
  await expect(page).toHaveURL(/event=\d+/);
  await page.reload();
  await expect(row.getByRole('button', { name: /JSON/ })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(id));
  await expectAccessible(page);
});

test('the shown events can be taken away as CSV', async ({ page }) => {
  await signIn(page);
  await page.goto(tab());
  await expect(entries(page).first()).toBeVisible();
  await page.getByRole('button', { name: /^Export/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /CSV/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
});
