import { expect, test } from '@playwright/test';
import { Containers, docker, withoutEngine } from './support/engine';
import {
  Api,
  expectAccessible,
  row,
  sidebarLink,
  signIn,
} from './support/portal';

test.skip(withoutEngine !== undefined, withoutEngine ?? '');

const containers = new Containers();
const { prefix } = containers;
let webId: string;

test.beforeAll(async () => {
  webId = await containers.run('web', [
    ...['--label', 'com.docker.compose.project=e2eshop'],
    ...['--label', 'com.docker.compose.service=web'],
    ...['--label', 'com.docker.compose.container-number=1'],
    ...['--label', 'docker-watcher.entity-ref=component:default/shop-web'],
    ...['--env', 'SOME_NAME=some-value'],
    ...['--network', 'bridge', '-p', '80'],
    ...['--health-cmd', 'true', '--health-interval', '1s'],
  ]);
  await containers.run('sick', [
    ...['--health-cmd', 'false', '--health-interval', '1s'],
    ...['--health-retries', '1'],
  ]);
  await containers.create('waiting');
  await docker('pause', await containers.run('paused'));
  await docker('wait', await containers.run('job', [], ['sh', '-c', 'exit 3']));
});

test.afterAll(() => containers.dispose());

test('a guest signs in, clicks Docker and sees the containers of the engine', async ({
  page,
}) => {
  await signIn(page);
  await sidebarLink(page, 'Docker').click();
  await expect(page).toHaveURL(/\/docker-watcher\/containers/);
  await page.getByRole('searchbox').fill(prefix);

  const web = row(page, `${prefix}-web`);
  await expect(web).toContainText('Running');
  await expect(web).toContainText('Healthy');
  await expect(web).toContainText('Test engine');
  await expect(web).toContainText('e2eshop');
  await expect(web.getByRole('link', { name: 'Shop web' })).toBeVisible();
  await expect(row(page, `${prefix}-sick`)).toContainText('Unhealthy');
  await expect(row(page, `${prefix}-waiting`)).toContainText('Created');
  await expect(row(page, `${prefix}-paused`)).toContainText('Paused');
  await expect(row(page, `${prefix}-job`)).toContainText('Exited (3)');
});

test('the list equals docker ps -a', async ({ request }) => {
  const api = await Api.as(request, 'Enter');
  await docker('rename', `${prefix}-waiting`, `${prefix}-renamed`);
  await docker('unpause', `${prefix}-paused`);
  await docker('rm', '-f', `${prefix}-job`);

  await expect(async () => {
    const told = (
      await docker('ps', '-a', '--no-trunc', '--format', '{{json .}}')
    )
      .split('\n')
      .map(line => JSON.parse(line))
      .map(({ ID, Names, State, Status }) => ({
        id: ID,
        name: Names,
        state: State,
        health:
          /\((?:health: )?(healthy|unhealthy|starting)\)/.exec(Status)?.[1] ??
          'none',
      }));
    const listed = (await api.getAll('/containers?host=engine')).map(
      ({ id, name, state, health }) => ({ id, name, state, health }),
    );
    const byId = (a: { id?: unknown }, b: { id?: unknown }) =>
      String(a.id).localeCompare(String(b.id));
    expect(listed.sort(byId)).toEqual(told.sort(byId));
    expect(listed.map(({ name }) => name)).toContain(`${prefix}-renamed`);
  }).toPass({ timeout: 60_000 });
});

test('search, filter and sort stand in the address and survive a reload', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/docker-watcher/containers');
  await page.getByRole('searchbox').fill(prefix);
  await expect(page).toHaveURL(new RegExp(`q=${prefix}`));
  await page.getByRole('button', { name: /^Health/ }).click();
  await page.getByRole('option', { name: 'Unhealthy' }).click();
  await page.keyboard.press('Escape');
  await expect(row(page, `${prefix}-sick`)).toBeVisible();
  await expect(row(page, `${prefix}-web`)).toBeHidden();
  await expect(page).toHaveURL(/health=unhealthy/);

  await page.reload();
  await expect(row(page, `${prefix}-sick`)).toBeVisible();
  await expect(row(page, `${prefix}-web`)).toBeHidden();
  await expect(page.getByRole('searchbox')).toHaveValue(prefix);

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('searchbox').fill(prefix);
  await expect(row(page, `${prefix}-web`)).toBeVisible();
  await page.getByRole('columnheader', { name: 'Name' }).click();
  await expect(page).toHaveURL(/sort=-name/);
  const names = page.getByRole('rowheader');
  await expect(names.first()).toContainText(`${prefix}-web`);
  await page.reload();
  await expect(names.first()).toContainText(`${prefix}-web`);
});

test('what happens on the engine appears without a reload', async ({
  page,
}) => {
  const late = new Containers();
  await signIn(page);
  await page.goto(`/docker-watcher/containers?q=${late.prefix}`);
  await expect(
    page.getByRole('heading', { name: 'No container matches' }),
  ).toBeVisible();
  try {
    const id = await late.run('late');
    // The page asks again after a hint, at the latest after 30 seconds.
    const appears = { timeout: 45_000 };
    await expect(row(page, `${late.prefix}-late`)).toContainText(
      'Running',
      appears,
    );
    await docker('stop', '-t', '1', id);
    await expect(row(page, `${late.prefix}-late`)).toContainText(
      /Exited \(\d+\)/,
      appears,
    );
    await docker('rm', id);
    await expect(row(page, `${late.prefix}-late`)).toBeHidden(appears);
  } finally {
    await late.dispose();
  }
});

test('a container has a page of its own', async ({ page }) => {
  const published = /:(\d+)/.exec(await docker('port', webId, '80'))?.[1];
  await signIn(page);
  await page.goto(`/docker-watcher/containers?q=${prefix}-web`);
  await page.getByRole('link', { name: `${prefix}-web`, exact: true }).click();

  await expect(
    page.getByRole('heading', { name: `${prefix}-web` }),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: `${published}→80` }).first(),
  ).toHaveAttribute('href', `http://127.0.0.1:${published}/`);
  const main = page.getByRole('main');
  await expect(main).toContainText('SOME_NAME');
  await expect(main).not.toContainText('some-value');
  await expect(main).toContainText('bridge');
  await expect(main).toContainText('docker-watcher.entity-ref');
  await page.reload();
  await expect(
    page.getByRole('heading', { name: `${prefix}-web` }),
  ).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Shop web' }).click();
  await expect(page).toHaveURL(/catalog\/default\/component\/shop-web/);
});

for (const theme of ['light', 'dark'] as const) {
  test(`the list is accessible in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await signIn(page);
    await page.goto(`/docker-watcher/containers?q=${prefix}`);
    await expect(row(page, `${prefix}-web`)).toBeVisible();
    await expect(page.locator('body')).toHaveAttribute(
      'data-theme-mode',
      theme,
    );
    await expectAccessible(page);
    await page.goto('/docker-watcher/hosts');
    await expect(
      page.getByRole('heading', { name: /Test engine/ }),
    ).toBeVisible();
    await expectAccessible(page);
  });
}

test('the keyboard reaches everything', async ({ page }) => {
  await signIn(page);
  await page.goto(`/docker-watcher/containers?q=${prefix}-web`);
  await expect(row(page, `${prefix}-web`)).toBeVisible();

  const reached = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    reached.add(
      await page.evaluate(() => {
        const element = document.activeElement;
        return (
          element?.getAttribute('aria-label') ??
          element?.textContent ??
          ''
        ).trim();
      }),
    );
  }
  const names = [...reached];
  for (const name of [
    'Containers',
    'Search containers',
    /^Host/,
    /^State/,
    /^Health/,
    'More filters',
  ]) {
    expect(
      names.some(one =>
        name instanceof RegExp ? name.test(one) : name === one,
      ),
      `${name} among ${JSON.stringify(names)}`,
    ).toBe(true);
  }

  await page.getByRole('tab', { name: 'Containers' }).focus();
  for (const next of ['Stale', 'Events', 'Hosts']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: next })).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/docker-watcher\/hosts/);
});
