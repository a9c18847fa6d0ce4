import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Alert, Flex, Skeleton } from '@backstage/ui';
import { dockerWatcherContainerReadPermission } from 'backstage-plugin-docker-watcher-common';
import { useMemo } from 'react';
import {
  useContainers,
  useContainersUrlState,
  useDockerWatcherTranslation,
  useEntityClaims,
} from '../../hooks';
import { EMPTY_FILTER, classifyError, toContainersQuery } from '../../model';
import { EntityTimeline } from '../ContainerTimeline';
import { FailureAlert, NotAllowedMessage, StaleAlert } from '../StateMessage';
import { ClaimsSection } from './ClaimsSection';
import { ContainersSection } from './ContainersSection';
import styles from './EntityContainers.module.css';
import { LinkSection } from './LinkSection';
import { ProblemsSection } from './ProblemsSection';

/** The entity tab: its containers, what happened to them, and how they are linked. */
export function EntityContainers() {
  const { entity } = useEntity();
  const { t } = useDockerWatcherTranslation();
  const entityRef = stringifyEntityRef(entity);
  const { state: inUrl, setState } = useContainersUrlState();
  // Order and page are in the address; the filter is the entity, whatever stands there.
  const state = useMemo(
    () => ({ ...inUrl, filter: { ...EMPTY_FILTER, entityRef: [entityRef] } }),
    [inUrl, entityRef],
  );
  const query = useMemo(() => toContainersQuery(state), [state]);
  const containers = useContainers(query);
  const claims = useEntityClaims(entityRef);
  const { data: page, error, isPlaceholderData } = containers;

  if (error && classifyError(error) === 'notAllowed') {
    return (
      <NotAllowedMessage permission={dockerWatcherContainerReadPermission} />
    );
  }
  const failed = error && (!page || isPlaceholderData);
  const linked = claims.data?.claims ?? [];
  const suggestions = claims.data?.suggestions ?? [];
  const problems = claims.data?.problems ?? [];
  const contested = linked.filter(({ standing }) => standing === 'contested');
  const hasNothing =
    page?.totalItems === 0 && claims.data !== undefined && linked.length === 0;
  const ownerRefs = (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
  return (
    <Flex direction="column" gap="4">
      {contested.length > 0 && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('entity.contested', { count: contested.length })}
          description={contested.map(({ name }) => name).join(', ')}
        />
      )}
      {error && !failed && (
        <StaleAlert
          error={error}
          updatedAt={containers.dataUpdatedAt}
          onRetry={containers.refetch}
        />
      )}
      {failed && (
        <FailureAlert
          title={t('error.containers')}
          error={error}
          onRetry={containers.refetch}
          isRetrying={containers.isFetching}
        />
      )}
      {!failed && !hasNothing && (
        <ContainersSection
          page={page}
          state={state}
          isStale={isPlaceholderData}
          onStateChange={setState}
        />
      )}
      {hasNothing && (
        <LinkSection
          entity={entity}
          entityRef={entityRef}
          suggestions={suggestions}
          isFirst
        />
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          {claims.error && !claims.data && (
            <FailureAlert
              title={t('entity.claimsFailed')}
              error={claims.error}
              onRetry={claims.refetch}
              isRetrying={claims.isFetching}
            />
          )}
          {claims.isPending && (
            <div
              role="status"
              aria-busy="true"
              aria-label={t('entity.loadingClaims')}
            >
              <Skeleton height={160} />
            </div>
          )}
          {problems.length > 0 && <ProblemsSection problems={problems} />}
          {linked.length > 0 && (
            <ClaimsSection
              claims={linked}
              entityRef={entityRef}
              ownerRefs={ownerRefs}
            />
          )}
          {!hasNothing && suggestions.length > 0 && (
            <LinkSection
              entity={entity}
              entityRef={entityRef}
              suggestions={suggestions}
              isFirst={false}
            />
          )}
        </div>
        <div className={styles.column}>
          <EntityTimeline entityRef={entityRef} hidesEmpty={hasNothing} />
        </div>
      </div>
    </Flex>
  );
}
