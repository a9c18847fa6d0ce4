import { expect, Page, test } from '@playwright/test';
import { Api, expectAccessible, signIn } from './support/portal';

test.use({ baseURL: process.env.DOCKER_WATCHER_E2E_SIMULATED_URL });
// What one does to the pretended host the other would see.
test.describe.configure({ mode: 'serial' });

/** What is stale is found some seconds after the host, and the page asks every 30. */
const FOUND = { timeout: 90_000 };

const rowOf = (page: Page, name: string) =>
  page.getByRole('row', { name: new RegExp(`^Select ${name}\\b`) });

test('an owner keeps for now what is still needed, and takes that back', async ({
  page,
}) => {
  await signIn(page, 'Enter as Oli');
  await page.goto('/docker-watcher/stale');
  const seed = rowOf(page, 'shop-seed-1');
  await expect(seed).toContainText('never started', FOUND);
  await expect(seed.getByRole('link', { name: 'Shop API' })).toBeVisible();
  // Another team's, and one that its label keeps.
  await expect(rowOf(page, 'registry-old')).toHaveCount(0);
  await expect(rowOf(page, 'quarter-closing')).toHaveCount(0);
  await expectAccessible(page);

  await seed.getByRole('button', { name: 'Snooze shop-seed-1…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '7 days' }).click();
  await dialog
    .getByRole('textbox', { name: 'Why, for others' })
    .fill('until the audit');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Snooze', exact: true }).click();
  await expect(page.getByText(/^shop-seed-1 is kept until/)).toBeVisible();
  await expect(seed).toHaveCount(0, FOUND);

  await page.goto('/docker-watcher/stale?snoozed=true');
  await expect(page.getByText('until the audit')).toBeVisible();
  await page
    .getByRole('button', { name: 'End the snooze of shop-seed-1' })
    .click();
  await expect(page.getByText('shop-seed-1 is no longer kept')).toBeVisible();
  await page.goto('/docker-watcher/stale');
  await expect(seed).toBeVisible(FOUND);
});

test('an admin cleans up after a preview, and is told what came of each', async ({
  page,
  request,
}) => {
  await signIn(page);
  await page.goto('/docker-watcher/stale?q=r');
  for (const name of ['registry-old', 'shop-import-1']) {
    await expect(rowOf(page, name)).toBeVisible(FOUND);
    // The box itself lies behind its picture.
    await rowOf(page, name).locator('label').first().click();
  }
  await expect(page.getByText(/^2 selected/)).toBeVisible();
  await page.getByRole('button', { name: 'Clean up…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 will be removed');
  await expectAccessible(page);

  // Somebody needs one of them after all.
  const admin = await Api.as(request, 'Enter');
  const [importer] = await admin.getAll('/containers?q=shop-import-1');
  const started = await admin.post(
    `/containers/${importer.host}/${importer.id}/start`,
    { expectedState: 'exited' },
  );
  expect(started.status()).toBe(202);

  await dialog.getByRole('button', { name: 'Remove 2 containers' }).click();
  await expect(dialog).toContainText(/^.*1 removed/);
  await expect(
    dialog.getByRole('row', { name: /^registry-old/ }),
  ).toContainText('Removed');
  await expect(
    dialog.getByRole('row', { name: /^shop-import-1/ }),
  ).toContainText(/Refused|Skipped/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(rowOf(page, 'registry-old')).toHaveCount(0);
  expect(await admin.getAll('/containers?q=registry-old')).toEqual([]);
  const [kept] = await admin.getAll('/containers?q=shop-import-1');
  expect(kept.state).toBe('running');
});
