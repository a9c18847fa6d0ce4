import { expect, Page, test } from '@playwright/test';
import { signIn } from './support/portal';

test.use({ baseURL: process.env.DOCKER_WATCHER_E2E_SIMULATED_URL });

/** The catalog has read the examples a moment after the portal has started. */
async function openEntity(page: Page, name: string, tab = '') {
  await expect(async () => {
    await page.goto(`/catalog/default/component/${name}${tab}`);
    await expect(
      page.getByRole('link', { name: 'Containers', exact: true }),
    ).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 60_000 });
}

const containers = (page: Page) =>
  page.getByRole('grid', { name: 'Containers', exact: true });

const links = (page: Page) =>
  page.getByRole('region', { name: 'How they are linked' });

/** Claims are matched in the background, within a minute. */
const MATCHED = { timeout: 90_000 };

test('the page of an entity shows the containers that name it by their label', async ({
  page,
}) => {
  await signIn(page);
  await openEntity(page, 'shop-web');
  const counts = page.getByRole('navigation', {
    name: 'Containers of this entity by state',
  });
  await expect(counts.getByRole('link', { name: /^2 All$/ })).toBeVisible();
  await page.getByRole('link', { name: 'Show containers and events' }).click();

  for (const name of ['shop-web-1', 'shop-web-2']) {
    await expect(
      containers(page).getByRole('row', { name: new RegExp(`^${name}`) }),
    ).toBeVisible();
    await expect(
      links(page).getByRole('row', { name: new RegExp(name) }),
    ).toContainText('docker-watcher.entity-ref');
  }
  await expect(links(page)).toContainText('Belongs to this entity');
  await page
    .getByRole('region', { name: 'Timeline' })
    .getByRole('link', { name: 'All events of this entity' })
    .click();
  await expect(page).toHaveURL(
    /docker-watcher\/events\?entityRef=component%3Adefault%2Fshop-web/,
  );
});

test('an entity with nothing shows the annotation to paste', async ({
  page,
}) => {
  await signIn(page);
  await openEntity(page, 'recommender', '/docker-watcher');
  const link = page.getByRole('region', {
    name: 'Link containers to this entity',
  });
  await expect(
    link.getByRole('group', { name: 'Annotations to paste' }),
  ).toContainText(
    /docker-watcher\/compose-project: shop\s+docker-watcher\/compose-service: recommender\s+docker-watcher\/host: /,
  );
  await expect(
    link.getByRole('group', { name: 'Label to paste' }),
  ).toContainText('docker-watcher.entity-ref: "component:default/recommender"');
});

test('claims by annotation say what comes of them', async ({ page }) => {
  await signIn(page);
  await openEntity(page, 'wiki', '/docker-watcher');
  await expect(
    links(page).getByRole('row', { name: /old-wiki/ }),
  ).toContainText('Seen only', MATCHED);
  await expect(
    page.getByRole('group', { name: 'Trust to configure' }),
  ).toContainText('trustAnnotationsFrom: ["group:default/platform"]');

  await openEntity(page, 'load-tests', '/docker-watcher');
  const contested = links(page).getByRole('row', { name: /load-test/ });
  await expect(contested).toContainText('Contested', MATCHED);
  await expect(contested).toContainText(/checkout.tests/i);
});

test('what nobody claims is listed with the way to claim it', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/docker-watcher/containers');
  await page.getByRole('button', { name: 'Unowned', exact: true }).click();
  await expect(page).toHaveURL(/claimed=false/);
  await page
    .getByRole('button', { name: 'Claim registry-mirror', exact: true })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Claim registry-mirror' });
  await dialog
    .getByRole('combobox', { name: 'Entity it belongs to' })
    .fill('metrics');
  await page
    .getByRole('option', { name: 'component:default/metrics', exact: true })
    .click();
  await expect(
    dialog.getByRole('group', { name: 'Label to paste' }),
  ).toContainText('docker-watcher.entity-ref=component:default/metrics');
  await expect(
    dialog.getByRole('group', { name: 'Annotations to paste' }),
  ).toContainText('docker-watcher/container-name: registry-mirror');
});
