import { expect, test } from '@playwright/test';
import { expectAccessible, row, sidebarLink, signIn } from './support/portal';

test.use({ baseURL: process.env.DOCKER_WATCHER_E2E_SIMULATED_URL });

test('without an engine a simulated host is shown, labelled as such, and lives', async ({
  page,
}) => {
  await signIn(page);
  await sidebarLink(page, 'Docker').click();
  await expect(row(page, 'shop-web-1')).toContainText('Simulated');
  await expect(row(page, 'old-wiki')).toContainText('Exited (143)');
  await expect(row(page, 'shop-search-1')).toContainText('Unhealthy');
  await expectAccessible(page);

  const mailer = row(page, 'shop-mailer-1');
  await expect(mailer).toContainText('Running', { timeout: 60_000 });
  await expect(mailer).toContainText('Restarting', { timeout: 60_000 });

  await page.getByRole('tab', { name: 'Hosts' }).click();
  const host = page.getByRole('article', { name: /Simulated host/ });
  await expect(host).toContainText('Connected');
  await expect(host.getByText('Simulated', { exact: true })).toBeVisible();
  await expect(
    page.getByRole('article', { name: /Local engine/ }),
  ).toContainText('Unreachable');
});
