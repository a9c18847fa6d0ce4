import { ConflictError, NotAllowedError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  DockerWatcherApi,
  DockerWatcherClient,
} from 'backstage-plugin-docker-watcher-common';
import { FakeDockerWatcherApi, buildSettings } from '../src/__testUtils__';
import { sampleClaims } from '../src/__testUtils__/sampleClaims';
import { sampleHappening, sampleLog } from '../src/__testUtils__/sampleLog';
import { sampleInventory } from '../src/__testUtils__/sampleInventory';

const KEY = 'docker-watcher-dev-scene';

/**
 * A backend to look at, chosen once by `?scene=` in the address: `full` (the
 * default, in which things go on happening), `calm`, `no-hosts`, `no-containers`,
 * `refused`, `broken`, `unfollowed`, `loading`, `conflict` (of settings that somebody
 * else changes meanwhile), or `backend` for the real one at `backend.baseUrl`.
 */
export function createScene(fetchApi: FetchApi): DockerWatcherApi {
  const now = Date.now();
  const inventory = sampleInventory(now);
  const api = chooseScene(fetchApi, inventory, now);
  if (api instanceof FakeDockerWatcherApi) {
    for (const [ref, claims] of sampleClaims(inventory.containers)) {
      api.entityClaims.set(ref, claims);
    }
  }
  return api;
}

function chooseScene(
  fetchApi: FetchApi,
  inventory: ReturnType<typeof sampleInventory>,
  now: number,
): DockerWatcherApi {
  const asked = new URLSearchParams(window.location.search).get('scene');
  if (asked) {
    window.sessionStorage.setItem(KEY, asked);
  }
  const content = {
    ...inventory,
    events: sampleLog(inventory.containers, now),
  };
  switch (asked ?? window.sessionStorage.getItem(KEY)) {
    case 'backend':
      return new DockerWatcherClient({ fetchApi });
    case 'no-hosts':
      return new FakeDockerWatcherApi();
    case 'no-containers':
      return new FakeDockerWatcherApi({ hosts: content.hosts.slice(0, 1) });
    case 'calm':
      return new FakeDockerWatcherApi({
        events: content.events,
        hosts: content.hosts.filter(host => host.state === 'connected'),
        containers: content.containers.filter(
          container => container.presence === 'present',
        ),
      });
    case 'refused': {
      const api = new FakeDockerWatcherApi(content);
      const refusal = new NotAllowedError('Missing permission');
      for (const call of [
        'listContainers',
        'getEntityClaims',
        'listHosts',
        'listEvents',
        'getEventHistogram',
        'getSettings',
        'streamEvents',
      ] as const) {
        api.failures.set(call, refusal);
      }
      return api;
    }
    case 'broken': {
      const api = new FakeDockerWatcherApi(content);
      const failure = new Error('The database cannot be reached.');
      for (const call of [
        'getSummary',
        'listHosts',
        'listContainers',
        'getEntityClaims',
        'getContainer',
        'listEvents',
        'getEventHistogram',
        'getSettings',
        'streamEvents',
        'exportEvents',
      ] as const) {
        api.failures.set(call, failure);
      }
      return api;
    }
    case 'loading': {
      const api = new FakeDockerWatcherApi(content);
      for (const call of [
        'getSummary',
        'listHosts',
        'listContainers',
        'getEntityClaims',
        'getContainer',
        'listEvents',
        'getEventHistogram',
        'getSettings',
      ] as const) {
        api.held.add(call);
      }
      return api;
    }
    case 'unfollowed': {
      const api = new FakeDockerWatcherApi(content);
      api.failures.set(
        'streamEvents',
        Object.assign(new Error('Too many streams'), { statusCode: 429 }),
      );
      api.histogramLimits = {
        completeSince: new Date(now - 2 * 86_400_000).toISOString(),
      };
      return api;
    }
    case 'conflict': {
      const api = new FakeDockerWatcherApi(content);
      const update = api.updateSettings.bind(api);
      api.updateSettings = async () => {
        api.updateSettings = update;
        api.settings = buildSettings({
          version: 1,
          overrides: {
            eventLog: { retentionDays: { info: 14 } },
            stale: { thresholdDays: 21 },
          },
          changedAt: new Date().toISOString(),
          changedBy: 'user:default/eve',
        });
        throw new ConflictError('The settings are at version 1');
      };
      return api;
    }
    default: {
      const api = new FakeDockerWatcherApi(content);
      api.settings = buildSettings({
        version: 7,
        overrides: { eventLog: { retentionDays: { info: 14 } } },
        changedAt: new Date(now - 3 * 3_600_000).toISOString(),
        changedBy: 'user:default/ada',
      });
      keepHappening(api);
      return api;
    }
  }
}

/** Something new every few seconds, and once some of it deleted too early. */
function keepHappening(api: FakeDockerWatcherApi): void {
  let count = 0;
  setInterval(() => {
    count += 1;
    const at = new Date().toISOString();
    const before = api.events[0].id;
    const container = api.containers[count % api.containers.length];
    const id = String(Number(before) + 1);
    if (count === 4) {
      for (const stream of api.openStreams) {
        stream.send({ type: 'gap', id: before, after: before, oldest: id });
      }
    }
    api.append({
      ...sampleHappening(container, (count * 0.37) % 1),
      id,
      at,
      occurredAt: at,
    });
  }, 4_000);
}
