import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Containers, docker, withoutEngine } from './support/engine';
import { Api, signIn } from './support/portal';

test.skip(withoutEngine !== undefined, withoutEngine ?? '');

const { DOCKER_WATCHER_E2E_DATA = '', DOCKER_WATCHER_E2E_LOG = '' } =
  process.env;
const containers = new Containers();

test.afterAll(() => containers.dispose());

test('no secret of a container is in any answer, table or log', async ({
  page,
  request,
}) => {
  const canary = `canary-${Math.random().toString(36).slice(2)}`;
  const id = await containers.run(
    'secretive',
    [
      ...['--env', `PASSWORD=${canary}`],
      ...['--health-cmd', `test ${canary} = ${canary}`],
      ...['--health-interval', '1s'],
    ],
    ['sh', '-c', `: ${canary}; exec sleep 3600`],
  );
  await docker('exec', id, 'sh', '-c', `: ${canary}`);

  const api = await Api.as(request, 'Enter');
  const path = `/containers/engine/${id}`;
  await expect
    .poll(async () => (await (await api.get(path)).json()).environmentNames, {
      timeout: 60_000,
    })
    .toContain('PASSWORD');
  await expect
    .poll(async () => (await api.getJson(path)).health, { timeout: 60_000 })
    .toBe('healthy');

  for (const answer of [
    path,
    `/containers?q=${containers.prefix}`,
    `/containers?q=${canary}`,
    `/containers?label=${canary}`,
    '/hosts',
    '/hosts/engine',
    '/summary',
  ]) {
    const text = await (await api.get(answer)).text();
    // Errors may repeat what was asked, and only that.
    expect(text.replaceAll(answer, ''), answer).not.toContain(canary);
  }

  const seen: string[] = [];
  page.on('response', async response => {
    seen.push(await response.text().catch(() => ''));
  });
  await signIn(page);
  await page.goto(`/docker-watcher${path}`);
  await expect(
    page.getByRole('heading', { name: `${containers.prefix}-secretive` }),
  ).toBeVisible();
  expect(await page.content()).not.toContain(canary);
  expect(seen.join('\n')).toContain(containers.prefix);
  expect(seen.join('\n')).not.toContain(canary);

  for (const file of readdirSync(DOCKER_WATCHER_E2E_DATA)) {
    const bytes = readFileSync(join(DOCKER_WATCHER_E2E_DATA, file));
    expect(bytes.includes(canary), file).toBe(false);
  }
  const log = readFileSync(DOCKER_WATCHER_E2E_LOG, 'utf8');
  // Our own searches above are in the log of requests.
  expect(log.replace(/[?&](q|label)=canary-\w+/g, '')).not.toContain(canary);
});
