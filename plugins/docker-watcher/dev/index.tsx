import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import plugin, { dockerWatcherApiRef } from '../src';
import { sampleEntities } from '../src/__testUtils__/sampleClaims';
import { createScene } from './scenes';

// The pages of some entities, which have cards and tabs of the plugin.
const catalog = catalogPlugin.withOverrides({
  extensions: [
    catalogPlugin.getExtension('api:catalog').override({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities: sampleEntities }),
        }),
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
