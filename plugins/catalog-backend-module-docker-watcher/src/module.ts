import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { DockerWatcherClient } from 'backstage-plugin-docker-watcher-common';
import { DockerWatcherEntityProvider } from './DockerWatcherEntityProvider';
import { fetchInventory } from './fetchInventory';
import { readProviderConfig } from './readProviderConfig';

/**
 * Provides hosts and Compose projects as resources, with relations to the components
 * they run. Set `catalog.providers.dockerWatcher` to turn it on.
 *
 * @public
 */
export const catalogModuleDockerWatcher = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'docker-watcher',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, discovery, logger, scheduler }) {
        const provided = readProviderConfig(config);
        if (!provided) {
          logger.info(
            'Hosts and Compose projects are not put into the catalog, because catalog.providers.dockerWatcher is not set',
          );
          return;
        }
        const client = new DockerWatcherClient({
          discoveryApi: discovery,
          fetchApi: { fetch: (...args) => fetch(...args) },
        });
        catalog.addEntityProvider(
          DockerWatcherEntityProvider.create({
            fetchInventory: signal => fetchInventory({ client, auth, signal }),
            // Each replica compares with what itself provided last.
            schedule: scheduler.createScheduledTaskRunner({
              ...provided.schedule,
              scope: 'local',
            }),
            logger,
            options: provided,
          }),
        );
      },
    });
  },
});
