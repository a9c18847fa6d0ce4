import { expect, test } from '@playwright/test';
import { Containers, withoutEngine } from './support/engine';
import { Api, expectAccessible, row, signIn } from './support/portal';

test.skip(withoutEngine !== undefined, withoutEngine ?? '');

const containers = new Containers();
const { prefix } = containers;
let foreignId: string;

test.beforeAll(async () => {
  const entity = (ref: string) => [
    '--label',
    `docker-watcher.entity-ref=${ref}`,
  ];
  await containers.run('shop', entity('component:default/shop-api'));
  foreignId = await containers.run(
    'metrics',
    entity('component:default/metrics'),
  );
  await containers.run('nobodys');
});

test.afterAll(() => containers.dispose());

async function listed(api: Api) {
  return (await api.getAll(`/containers?host=engine&q=${prefix}`))
    .map(container => container.name)
    .sort();
}

test('an owner sees what the team owns, and nothing else', async ({
  page,
  request,
}) => {
  const admin = await Api.as(request, 'Enter');
  await expect
    .poll(() => listed(admin), { timeout: 60_000 })
    .toEqual([`${prefix}-metrics`, `${prefix}-nobodys`, `${prefix}-shop`]);

  const owner = await Api.as(request, 'Enter as Oli');
  // Owners are read from the catalog a moment after the container is.
  await expect
    .poll(() => listed(owner), { timeout: 60_000 })
    .toEqual([`${prefix}-shop`]);
  const foreign = `/containers/engine/${foreignId}`;
  expect((await admin.get(foreign)).status()).toBe(200);
  expect((await owner.get(foreign)).status()).toBe(404);

  await signIn(page, 'Enter as Oli');
  await page.goto(`/docker-watcher/containers?q=${prefix}`);
  await expect(row(page, `${prefix}-shop`)).toBeVisible();
  await expect(row(page, `${prefix}-metrics`)).toBeHidden();
  await page.goto(`/docker-watcher${foreign}`);
  await expect(
    page.getByRole('heading', { name: 'Container not found' }),
  ).toBeVisible();
});

test('a stranger sees no container and no host', async ({ page, request }) => {
  const stranger = await Api.as(request, 'Enter as Sam');
  const foreign = `/containers/engine/${foreignId}`;
  expect((await stranger.get(foreign)).status()).toBe(404);
  const answers = await Promise.all(
    ['/containers', '/hosts', '/summary'].map(path => stranger.get(path)),
  );
  for (const answer of answers) {
    expect(await answer.text()).not.toMatch(/Test engine|e2e-/);
  }

  await signIn(page, 'Enter as Sam');
  for (const [tab, permission] of [
    ['containers', 'docker-watcher.container.read'],
    ['hosts', 'docker-watcher.host.read'],
  ]) {
    await page.goto(`/docker-watcher/${tab}`);
    const main = page.getByRole('main');
    await expect(
      main.getByRole('heading', { name: 'You may not see this' }),
    ).toBeVisible();
    await expect(main).toContainText(`needs the permission ${permission}`);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.locator('#root')).not.toContainText(/Test engine|e2e-/);
    await expectAccessible(page);
  }
});

test('nobody sees anything without a sign-in', async ({ request }) => {
  for (const path of ['/containers', '/hosts', '/summary']) {
    const answer = await request.get(`/api/docker-watcher${path}`);
    expect(answer.status()).toBe(401);
  }
});

test('signing out leads back to the choice of personas', async ({ page }) => {
  await signIn(page, 'Enter as Oli');
  await page.reload();
  await page.goto('/settings');
  await expect(page.getByText('user:default/oli').first()).toBeVisible();
  await page.getByTestId('user-settings-menu').click();
  await page.getByText('Sign Out').click();
  await expect(
    page.getByRole('button', { name: 'Enter as Sam' }),
  ).toBeVisible();
});
