import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { useLocation, useNavigate } from 'react-router-dom';
import { dockerWatcherApiRef } from '../api';
import { dockerWatcherPlugin } from '../plugin';
import { FakeDockerWatcherApi } from './FakeDockerWatcherApi';
import { FakeSignals } from './FakeSignals';

/** The plugin in an app, with a backend in memory. */
export function renderPlugin(options: {
  api: FakeDockerWatcherApi;
  path?: string;
  allowed?: boolean;
  /** Names of permissions that are not granted. */
  refused?: string[];
  signals?: FakeSignals;
}): {
  container: HTMLElement;
  unmount: () => void;
  /** Where the app stands. */
  address: () => string;
  goBack: () => void;
} {
  const { api, path = '/docker-watcher', allowed = true, signals } = options;
  const { refused = [] } = options;
  let address = '';
  let goBack = () => {};
  const Probe = () => {
    const { pathname, search } = useLocation();
    const navigate = useNavigate();
    address = `${pathname}${search}`;
    goBack = () => navigate(-1);
    return <></>;
  };
  const probe = createFrontendModule({
    pluginId: 'app',
    extensions: [
      AppRootElementBlueprint.make({
        name: 'probe',
        params: { element: <Probe /> },
      }),
    ],
  });
  const { container, unmount } = renderTestApp({
    features: [dockerWatcherPlugin, probe],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [dockerWatcherApiRef, api],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: ({ permission }) =>
            allowed && !refused.includes(permission.name)
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        }),
      ],
      ...(signals ? [[signalApiRef, signals] as const] : []),
    ],
  });
  return {
    container,
    unmount,
    address: () => address,
    goBack: () => goBack(),
  };
}

/** What the plugin itself renders, without the app's header and tabs. */
export function contentOf(container: HTMLElement): Element {
  const content = container.querySelector('.bui-Container');
  if (!content) {
    throw new Error('The plugin has rendered no content');
  }
  return content;
}
