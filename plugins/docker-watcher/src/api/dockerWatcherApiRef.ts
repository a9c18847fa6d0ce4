import { createApiRef } from '@backstage/frontend-plugin-api';
import { DockerWatcherApi } from 'backstage-plugin-docker-watcher-common';

/**
 * The client of the docker-watcher backend.
 * @public
 */
export const dockerWatcherApiRef = createApiRef<DockerWatcherApi>().with({
  id: 'plugin.docker-watcher.service',
  pluginId: 'docker-watcher',
});
