import { createRouteRef } from '@backstage/core-plugin-api';

/** The page in an app of the old frontend system. */
export const legacyRootRouteRef = createRouteRef({ id: 'docker-watcher' });
