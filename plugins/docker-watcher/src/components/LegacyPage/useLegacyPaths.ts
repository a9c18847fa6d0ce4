import { useRouteRef } from '@backstage/core-plugin-api';
import { Paths } from '../../hooks';
import { legacyRootRouteRef } from '../../legacyRoutes';

/** Where the pages stand in an app of the old frontend system. */
export function useLegacyPaths(): Paths {
  const base = useRouteRef(legacyRootRouteRef)();
  return {
    containers: `${base}/containers`,
    stale: `${base}/stale`,
    events: `${base}/events`,
    hosts: `${base}/hosts`,
  };
}
