import {
  PageBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import plugin, { dockerWatcherApiRef } from '../src';
import { createScene } from './scenes';

// Entities are linked to, so their page must have a place.
const catalog = createFrontendPlugin({
  pluginId: 'catalog',
  extensions: [
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        title: 'Entity',
        loader: async () => <p>An entity of the catalog would be here.</p>,
      },
    }),
  ],
});

createDevApp({
  features: [
    catalog,
    plugin.withOverrides({
      extensions: [
        plugin.getExtension('api:docker-watcher').override({
          params: defineParams =>
            defineParams({
              api: dockerWatcherApiRef,
              deps: { fetchApi: fetchApiRef },
              factory: ({ fetchApi }) => createScene(fetchApi),
            }),
        }),
      ],
    }),
  ],
});
