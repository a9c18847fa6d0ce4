import { Button, Container, Flex, VisuallyHidden } from '@backstage/ui';
import { RiBox3Line, RiSearchLine } from '@remixicon/react';
import { dockerWatcherContainerReadPermission } from 'backstage-plugin-docker-watcher-common';
import { useMemo } from 'react';
import {
  useContainers,
  useContainersUrlState,
  useDockerWatcherTranslation,
  useHosts,
  useHostsByName,
} from '../../hooks';
import {
  EMPTY_FILTER,
  classifyError,
  countFilters,
  toContainersQuery,
} from '../../model';
import { ContainerFilters } from '../ContainerFilters';
import { ContainersTable } from '../ContainersTable';
import { HostNotices } from '../HostNotices';
import { NoHosts } from '../NoHosts';
import {
  FailureAlert,
  NotAllowedMessage,
  StaleAlert,
  StateMessage,
} from '../StateMessage';
import { SummaryStrip } from '../SummaryStrip';
import { useKnownProjects } from './useKnownProjects';

/** The Containers tab: counts, filters and the list. */
export function ContainersPage() {
  const { t } = useDockerWatcherTranslation();
  const { state, setState, setFilter } = useContainersUrlState();
  const query = useMemo(() => toContainersQuery(state), [state]);
  const hosts = useHosts();
  const hostsByName = useHostsByName();
  const containers = useContainers(query);
  const projects = useKnownProjects(containers.data?.items);
  const { data, error, isPlaceholderData, isFetching, refetch } = containers;

  if (hosts.data?.length === 0 && data?.totalItems === 0) {
    return (
      <Container pb="8">
        <NoHosts />
      </Container>
    );
  }

  if (error && classifyError(error) === 'notAllowed') {
    return (
      <Container pb="8">
        <NotAllowedMessage permission={dockerWatcherContainerReadPermission} />
      </Container>
    );
  }

  const filtered = countFilters(state.filter) > 0;
  const clear = (
    <Button variant="secondary" onPress={() => setFilter(EMPTY_FILTER)}>
      {t('actions.clearFilters')}
    </Button>
  );
  // Cursors grow old: a link that was kept may point to a page that is no more.
  const firstPage = (
    <Button
      variant="secondary"
      onPress={() =>
        setState(before => ({ ...before, cursor: undefined, offset: 0 }))
      }
    >
      {t('actions.firstPage')}
    </Button>
  );
  const emptyState = filtered ? (
    <StateMessage
      icon={RiSearchLine}
      title={t('containers.noMatchTitle')}
      text={t('containers.noMatchText')}
    >
      {clear}
    </StateMessage>
  ) : (
    <StateMessage
      icon={RiBox3Line}
      title={t('containers.emptyTitle')}
      text={t('containers.emptyText')}
    />
  );
  const announcement = () => {
    if (!data || isPlaceholderData) {
      return t('containers.loading');
    }
    return t('containers.count', { count: data.totalItems });
  };
  // What was refused as a whole is not shown below its refusal.
  const failed = error && (!data || isPlaceholderData);

  return (
    <Container pb="8">
      <Flex direction="column" gap="4">
        {hosts.data && <HostNotices hosts={hosts.data} />}
        <SummaryStrip filter={state.filter} />
        <ContainerFilters
          filter={state.filter}
          hosts={hostsByName}
          projects={projects}
          onChange={setFilter}
        />
        <VisuallyHidden aria-live="polite" role="status">
          {failed ? '' : announcement()}
        </VisuallyHidden>
        {error && !failed && (
          <StaleAlert
            error={error}
            updatedAt={containers.dataUpdatedAt}
            onRetry={refetch}
          />
        )}
        {failed ? (
          <>
            <FailureAlert
              title={t(
                classifyError(error) === 'badRequest'
                  ? 'containers.badFilterTitle'
                  : 'error.containers',
              )}
              error={error}
              onRetry={refetch}
              isRetrying={isFetching}
            />
            <Flex justify="center" gap="2">
              {state.cursor && firstPage}
              {filtered && clear}
            </Flex>
          </>
        ) : (
          <ContainersTable
            page={data}
            hosts={hostsByName}
            state={state}
            isStale={isPlaceholderData}
            emptyState={emptyState}
            entityColumn={state.filter.unowned ? 'always' : undefined}
            onStateChange={setState}
          />
        )}
      </Flex>
    </Container>
  );
}
