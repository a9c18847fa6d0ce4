import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { Paths, useDockerWatcherTranslation } from '../../hooks';
import { PluginShell } from '../PluginShell';
import { EntitySummary } from './EntitySummary';

/** The card of an entity's overview: its containers in a few numbers. */
export function EntityContainersCard(props: {
  paths: Paths;
  /** Where the entity's tab is, if it has one. */
  tabHref: string | undefined;
}) {
  const { paths, tabHref } = props;
  const { t } = useDockerWatcherTranslation();
  const { entity } = useEntity();
  return (
    <EntityInfoCard
      title={t('entity.title')}
      footerActions={
        tabHref && (
          <Link href={tabHref} variant="body-medium">
            {t('entity.openTab')}
          </Link>
        )
      }
    >
      <PluginShell paths={paths} isPart>
        <EntitySummary
          entityRef={stringifyEntityRef(entity)}
          tabHref={tabHref}
        />
      </PluginShell>
    </EntityInfoCard>
  );
}
