import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityContainersRouteRef } from '../../routes';
import { PluginShell, useAppPaths } from '../PluginShell';
import { EntityContainers } from './EntityContainers';
import { EntityContainersCard } from './EntityContainersCard';

/** The entity tab in an app of the new frontend system. */
export function AppEntityContainers() {
  return (
    <PluginShell paths={useAppPaths()} isPart>
      <EntityContainers />
    </PluginShell>
  );
}

/** The entity card in an app of the new frontend system. */
export function AppEntityContainersCard() {
  const tabHref = useRouteRef(entityContainersRouteRef)?.();
  return <EntityContainersCard paths={useAppPaths()} tabHref={tabHref} />;
}
