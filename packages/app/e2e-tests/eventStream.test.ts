import { expect, test } from '@playwright/test';
import { CurlReader } from './support/CurlReader';
import { Containers, docker, withoutEngine } from './support/engine';
import { Api } from './support/portal';
import { killPortal, startPortal } from './support/restartPortal';

test.skip(withoutEngine !== undefined, withoutEngine ?? '');

const containers = new Containers();

test.afterAll(async () => {
  await startPortal();
  await containers.dispose();
});

test('curl that reconnects at random, while the portal is killed, sees every event once and in order', async ({
  request,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const seed = Math.floor(Math.random() * 1e6);
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  const random = randomFrom(seed);
  const id = await containers.run('streamed');
  const reader = new CurlReader({
    url: `${baseURL}/api/docker-watcher/event-stream?containerId=${id}&after=0`,
    token: async () => (await Api.as(request, 'Enter')).token,
  });

  await reader.open();
  await expect.poll(() => reader.ids.length).toBeGreaterThan(0);
  for (let round = 0; round < 24; round++) {
    await docker(round % 2 === 0 ? 'pause' : 'unpause', id);
    if (round === 8 || round === 16) {
      await killPortal();
      // What happens meanwhile is told as well, once the portal is back.
      await docker('rename', id, containers.name(`renamed-${round}`));
      await startPortal();
      await reader.close();
      await reader.open();
    } else if (random() < 0.5) {
      await reader.close();
      await pass(random() * 300);
      await reader.open();
    }
  }
  const api = await Api.as(request, 'Enter');
  await expect(async () => {
    const told = await api.getAll(`/events?containerId=${id}`);
    const ids = told.map(event => String(event.id)).reverse();
    expect(
      told.filter(({ kind }) => kind === 'container.renamed'),
    ).toHaveLength(2);
    expect(ids.length).toBeGreaterThan(24);
    expect(reader.ids).toEqual(ids);
  }).toPass({ timeout: 60_000 });
  await reader.close();
});

function pass(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
