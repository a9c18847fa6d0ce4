import { Entity } from '@backstage/catalog-model';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { dockerWatcherApiRef } from '../api';
import { dockerWatcherPlugin } from '../plugin';
import { FakeDockerWatcherApi } from './FakeDockerWatcherApi';

/** The plugin in an app whose front page is that of an entity, with only one of its parts. */
export function renderEntityPage(options: {
  api: FakeDockerWatcherApi;
  entity: Entity;
  part: 'card' | 'content';
  allowed?: boolean;
  /** The filter of the part in the app's configuration. */
  filter?: { [path: string]: string };
}) {
  const { api, entity, part, allowed = true, filter } = options;
  const id = (kind: string) => `entity-${kind}:docker-watcher/containers`;
  const other = part === 'card' ? 'content' : 'card';
  return renderTestApp({
    features: [dockerWatcherPlugin],
    extensions: [createTestEntityPage({ entity })],
    initialRouteEntries: ['/'],
    config: {
      app: {
        extensions: [
          { [id(other)]: false },
          { [id(part)]: filter ? { config: { filter } } : true },
        ],
      },
    },
    apis: [
      [dockerWatcherApiRef, api],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: () =>
            allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        }),
      ],
    ],
  });
}
