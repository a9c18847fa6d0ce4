import { expect, Page, test } from '@playwright/test';
import { Containers, docker, withoutEngine } from './support/engine';
import { Api, expectAccessible, row, signIn } from './support/portal';

test.skip(withoutEngine !== undefined, withoutEngine ?? '');

const containers = new Containers();
const { prefix } = containers;
const shop = `${prefix}-shop`;
const ended = `${prefix}-ended`;
let shopId: string;
let endedId: string;

test.beforeAll(async ({ request }) => {
  const entity = [
    '--label',
    'docker-watcher.entity-ref=component:default/shop-api',
  ];
  // Deaf to the first signal, so that its restart takes long enough to be seen.
  shopId = await containers.run(
    'shop',
    [...entity, '--stop-timeout', '3'],
    ['sh', '-c', 'trap "" TERM; while :; do sleep 1; done'],
  );
  endedId = await containers.run('ended', [], ['true']);
  await docker('wait', endedId);
  // Owners are read from the catalog a moment after the container is.
  const owner = await Api.as(request, 'Enter as Oli');
  await expect
    .poll(
      async () =>
        (await owner.getAll(`/containers?q=${prefix}`)).map(({ name }) => name),
      { timeout: 60_000 },
    )
    .toEqual([shop]);
});

test.afterAll(() => containers.dispose());

const startedAt = (id: string) =>
  docker('inspect', '--format', '{{.State.StartedAt}}', id);

async function choose(page: Page, container: string, action: string) {
  await page.getByRole('button', { name: `Actions on ${container}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
  return page.getByRole('dialog');
}

const outcome = (page: Page) =>
  page.getByRole('status', { name: 'Outcome of actions' });

test('an owner restarts a container of the team and sees it restart', async ({
  page,
}) => {
  await signIn(page, 'Enter as Oli');
  await page.goto(`/docker-watcher/containers?q=${prefix}`);
  await expect(row(page, shop)).toContainText('Running');
  const before = await startedAt(shopId);

  const dialog = await choose(page, shop, 'Restart');
  await expect(dialog).toContainText(`Restart ${shop}?`);
  await expect(dialog).toContainText('Test engine');
  await expect(dialog.getByRole('link', { name: 'Shop API' })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Restart' }).click();

  await expect(row(page, shop)).toContainText('Restarting…');
  await expect(outcome(page)).toContainText(`${shop} was restarted`);
  await expect(row(page, shop)).toContainText('Running');
  expect(await startedAt(shopId)).not.toBe(before);
  await expectAccessible(page);

  // The timeline names who it was.
  await page.goto(`/docker-watcher/containers/engine/${shopId}`);
  await expect(
    page.getByText(`${shop} was restarted by user:default/oli`),
  ).toBeVisible();

  // Removing is for admins.
  await page.getByRole('button', { name: `Actions on ${shop}` }).click();
  await expect(page.getByRole('menuitem', { name: 'Stop' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Remove' })).toHaveCount(0);
});

test('a stranger finds no such container to act on', async ({ request }) => {
  const stranger = await Api.as(request, 'Enter as Sam');
  const before = await startedAt(shopId);
  const answer = await stranger.post(`/containers/engine/${shopId}/restart`, {
    expectedState: 'running',
  });
  expect(answer.status()).toBe(404);
  expect((await answer.json()).error.message).toBe(
    `No container '${shopId}' on host 'engine'`,
  );
  const owner = await Api.as(request, 'Enter as Oli');
  const foreign = await owner.post(`/containers/engine/${endedId}/start`, {
    expectedState: 'exited',
  });
  expect(foreign.status()).toBe(404);
  expect(await startedAt(shopId)).toBe(before);
});

test('an admin removes a container that has ended, and none that runs', async ({
  page,
}) => {
  await signIn(page);
  await page.goto(`/docker-watcher/containers/engine/${endedId}`);
  const dialog = await choose(page, ended, 'Remove');
  await expect(dialog).toContainText('cannot be undone');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(outcome(page)).toContainText(`${ended} was removed`);
  await expect(page.getByText('This container was removed')).toBeVisible();
  expect(await docker('ps', '-a', '--no-trunc', '-q')).not.toContain(endedId);

  // What runs is not offered for removal.
  await page.goto(`/docker-watcher/containers/engine/${shopId}`);
  await page.getByRole('button', { name: `Actions on ${shop}` }).click();
  await expect(
    page.getByRole('menuitem', { name: /^Remove \(it runs\)/ }),
  ).toHaveAttribute('aria-disabled', 'true');
});
