import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import { DockerWatcherClient } from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherApiRef } from '../api';

/**
 * Provides the client; replace it to talk to something else.
 * @alpha
 */
export const dockerWatcherApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: dockerWatcherApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new DockerWatcherClient({ fetchApi }),
    }),
});
