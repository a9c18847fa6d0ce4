import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useLegacyPaths } from '../LegacyPage/useLegacyPaths';
import { PluginShell } from '../PluginShell';
import { EntityContainers } from './EntityContainers';
import { EntityContainersCard } from './EntityContainersCard';

/** The entity tab in an app of the old frontend system. */
export function LegacyEntityContainers() {
  return (
    <PluginShell paths={useLegacyPaths()} isPart>
      <EntityContainers />
    </PluginShell>
  );
}

/** The entity card in an app of the old frontend system. */
export function LegacyEntityContainersCard(props: {
  /** Path of the tab below the entity, as in `EntityLayout.Route`. */
  contentPath?: string;
}) {
  const { contentPath = '/docker-watcher' } = props;
  const { entity } = useEntity();
  const entityPath = useRouteRef(entityRouteRef)(entityRouteParams(entity));
  return (
    <EntityContainersCard
      paths={useLegacyPaths()}
      tabHref={`${entityPath}/${contentPath.replace(/^\//, '')}`}
    />
  );
}
