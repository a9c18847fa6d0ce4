import { expect, test } from '@playwright/test';
import { Containers, engineHost, withoutEngine } from './support/engine';
import { Api, row, signIn } from './support/portal';
import { SocketSwitch } from './support/SocketSwitch';

test.skip(withoutEngine !== undefined, withoutEngine ?? '');

const containers = new Containers();
const socket = new SocketSwitch({
  path: process.env.DOCKER_WATCHER_E2E_SWITCHED_SOCKET ?? '',
  engineHost: engineHost ?? '',
});

test.beforeAll(() => containers.run('kept'));

test.afterAll(async () => {
  await socket.off();
  await containers.dispose();
});

test('the Hosts tab tells states, versions and mistakes of the configuration', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/docker-watcher/containers');
  await page.getByRole('tab', { name: 'Hosts' }).click();

  const host = (title: string) =>
    page.getByRole('article', { name: new RegExp(title) });
  await expect(host('Test engine')).toContainText('Connected');
  await expect(host('Test engine')).toContainText(/Docker \d+\.\d+/);
  await expect(host('Switched host')).toContainText('Unreachable');
  await expect(host('Switched host')).toContainText('switched.sock');
  await expect(host('host-2')).toContainText('Misconfigured');
  await expect(host('host-2')).toContainText(
    "dockerWatcher.hosts[2].name is 'Not A Name'",
  );
});

test('a host that goes away keeps its last known containers, and recovers by itself', async ({
  page,
  request,
}) => {
  const api = await Api.as(request, 'Enter');
  const state = async () => (await api.getJson('/hosts/switched')).state;
  const presence = async () =>
    (await api.getAll(`/containers?host=switched&q=${containers.prefix}`)).map(
      container => container.presence,
    );

  await socket.on();
  await expect.poll(state, { timeout: 90_000 }).toBe('connected');
  await expect.poll(presence, { timeout: 30_000 }).toEqual(['present']);

  await socket.off();
  await expect.poll(state, { timeout: 60_000 }).toBe('unreachable');
  await expect.poll(presence, { timeout: 30_000 }).toEqual(['unknown']);
  expect((await api.getJson('/hosts/engine')).state).toBe('connected');

  await signIn(page);
  await page.goto(
    `/docker-watcher/containers?host=switched&q=${containers.prefix}`,
  );
  await expect(row(page, `${containers.prefix}-kept`)).toContainText('as of');
  const notice = page.getByText('Host Switched host (switched) is unreachable');
  await expect(notice).toBeVisible();
  const misconfigured = page
    .getByRole('status')
    .filter({ hasText: 'Host host-2 is misconfigured' });
  await expect(misconfigured).toContainText('not watched until');
  await expect(misconfigured).not.toContainText('as of');

  await socket.on();
  await expect.poll(state, { timeout: 90_000 }).toBe('connected');
  await expect.poll(presence, { timeout: 30_000 }).toEqual(['present']);
  await expect(notice).toBeHidden({ timeout: 45_000 });
  await expect(misconfigured).toBeVisible();
  await expect(row(page, `${containers.prefix}-kept`)).not.toContainText(
    'as of',
  );
});
