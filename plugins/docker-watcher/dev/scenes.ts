import { NotAllowedError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  DockerWatcherApi,
  DockerWatcherClient,
} from 'backstage-plugin-docker-watcher-common';
import { FakeDockerWatcherApi } from '../src/__testUtils__';
import { sampleEvents } from '../src/__testUtils__/sampleEvents';
import { sampleInventory } from '../src/__testUtils__/sampleInventory';

const KEY = 'docker-watcher-dev-scene';

/**
 * A backend to look at, chosen once by `?scene=` in the address: `full` (the
 * default), `calm`, `no-hosts`, `no-containers`, `refused`, `broken`, `loading`, or `backend`
 * for the real one at `backend.baseUrl`.
 */
export function createScene(fetchApi: FetchApi): DockerWatcherApi {
  const asked = new URLSearchParams(window.location.search).get('scene');
  if (asked) {
    window.sessionStorage.setItem(KEY, asked);
  }
  const now = Date.now();
  const inventory = sampleInventory(now);
  const content = {
    ...inventory,
    events: sampleEvents(inventory.containers, now),
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
        'listHosts',
        'listEvents',
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
        'getContainer',
        'listEvents',
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
        'getContainer',
        'listEvents',
      ] as const) {
        api.held.add(call);
      }
      return api;
    }
    default:
      return new FakeDockerWatcherApi(content);
  }
}
