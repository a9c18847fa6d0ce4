import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { Button, Container, Flex, Skeleton, Text } from '@backstage/ui';
import {
  RiAlarmSnoozeLine,
  RiSearchLine,
  RiSparkling2Line,
} from '@remixicon/react';
import {
  StaleContainer,
  containerResourceRef,
  dockerWatcherContainerReadPermission,
} from 'backstage-plugin-docker-watcher-common';
import { useMemo, useState } from 'react';
import {
  useDockerWatcherTranslation,
  useSnooze,
  useStale,
  useStaleUrlState,
} from '../../hooks';
import {
  EMPTY_STALE_STATE,
  bytesOfStale,
  classifyError,
  formatBytes,
  isStaleFiltered,
  messageOf,
  toStaleQuery,
} from '../../model';
import { CleanupDialog } from '../CleanupDialog';
import {
  ActionNotice,
  ActionNoticeContent,
} from '../ContainerActions/ActionNotice';
import { useRelativeTime } from '../RelativeTime';
import { SnoozeDialog } from '../Snooze';
import {
  FailureAlert,
  NotAllowedMessage,
  StaleAlert,
  StateMessage,
} from '../StateMessage';
import { OwnerBars } from './OwnerBars';
import { StaleFilters } from './StaleFilters';
import styles from './StalePage.module.css';
import { StaleSummary } from './StaleSummary';
import { StaleTable } from './StaleTable';

/** The Stale tab: what may go, why, and the way to let it go or keep it. */
export function StalePage() {
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  const { date } = useRelativeTime();
  const { state, change } = useStaleUrlState();
  const query = useMemo(() => toStaleQuery(state), [state]);
  const stale = useStale(query);
  const { end } = useSnooze();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [cleaning, setCleaning] = useState<readonly StaleContainer[]>();
  const [snoozing, setSnoozing] = useState<StaleContainer>();
  const [notice, setNotice] = useState<ActionNoticeContent>();
  const { data, error } = stale;

  if (error && classifyError(error) === 'notAllowed') {
    return (
      <Container pb="8">
        <NotAllowedMessage permission={dockerWatcherContainerReadPermission} />
      </Container>
    );
  }

  const containers = data?.pages.flatMap(({ items }) => items) ?? [];
  const first = data?.pages[0];
  const selected = containers.filter(
    one => one.mayRemove && marked.has(containerResourceRef(one)),
  );
  const owners = [...new Set(containers.flatMap(({ ownerRefs }) => ownerRefs))];

  const select = (refs: readonly string[], isSelected: boolean) =>
    setMarked(before => {
      const after = new Set(before);
      refs.forEach(ref => (isSelected ? after.add(ref) : after.delete(ref)));
      return after;
    });
  const sayEnded = ({ name }: StaleContainer) =>
    setNotice({ status: 'success', title: t('snooze.ended', { name }) });
  const sayEndFailed = ({ name }: StaleContainer, description?: string) =>
    setNotice({
      status: 'danger',
      title: t('snooze.endFailed', { name }),
      description,
    });

  const emptyState = () => {
    if (isStaleFiltered(state)) {
      return (
        <StateMessage
          icon={RiSearchLine}
          title={t('stale.noMatchTitle')}
          text={t('stale.noMatchText')}
        >
          <Button
            variant="secondary"
            onPress={() =>
              change({ ...EMPTY_STALE_STATE, snoozed: state.snoozed })
            }
          >
            {t('actions.clearFilters')}
          </Button>
        </StateMessage>
      );
    }
    return state.snoozed ? (
      <StateMessage
        icon={RiAlarmSnoozeLine}
        title={t('stale.noneSnoozedTitle')}
        text={t('stale.noneSnoozedText')}
      />
    ) : (
      <StateMessage
        icon={RiSparkling2Line}
        title={t('stale.emptyTitle')}
        text={t('stale.emptyTextUnknown')}
      />
    );
  };

  return (
    <Container pb="8">
      <Flex direction="column" gap="4">
        <ActionNotice notice={notice} onClose={() => setNotice(undefined)} />
        <StaleFilters state={state} owners={owners} onChange={change} />
        {error && data && (
          <StaleAlert
            error={error}
            updatedAt={stale.dataUpdatedAt}
            onRetry={stale.refetch}
          />
        )}
        {error && !data && (
          <FailureAlert
            title={t('stale.failed')}
            error={error}
            onRetry={stale.refetch}
            isRetrying={stale.isFetching}
          />
        )}
        {!data && !error && (
          <div
            className={styles.skeletons}
            role="status"
            aria-busy="true"
            aria-label={t('stale.loading')}
          >
            <Skeleton height={24} width="40%" />
            <Skeleton height={320} />
          </div>
        )}
        {first && first.totalItems === 0 && emptyState()}
        {first && first.totalItems > 0 && (
          <>
            <StaleSummary page={first} snoozed={state.snoozed} />
            {!state.snoozed && state.group === 'none' && (
              <OwnerBars containers={containers} />
            )}
            {selected.length > 0 && (
              <div className={`${styles.bar} ${styles.selection}`}>
                <Text as="span" role="status">
                  {t('stale.selected', {
                    count: selected.length,
                    size: formatBytes(
                      selected.reduce((sum, one) => sum + bytesOfStale(one), 0),
                      locale,
                    ),
                  })}
                </Text>
                <Flex gap="2">
                  <Button
                    size="small"
                    variant="tertiary"
                    onPress={() => setMarked(new Set())}
                  >
                    {t('stale.clearSelection')}
                  </Button>
                  <Button
                    size="small"
                    variant="primary"
                    destructive
                    onPress={() => setCleaning(selected)}
                  >
                    {t('stale.cleanUp')}
                  </Button>
                </Flex>
              </div>
            )}
            <StaleTable
              containers={containers}
              group={state.group}
              selected={marked}
              onSelect={select}
              onSnooze={setSnoozing}
              onSnoozeEnded={sayEnded}
              onFailed={sayEndFailed}
            />
            {stale.hasNextPage && (
              <div className={styles.bar}>
                <Text as="span" color="secondary">
                  {t('stale.shown', {
                    shown: containers.length.toLocaleString(),
                    total: first.totalItems.toLocaleString(),
                  })}
                </Text>
                <Button
                  variant="secondary"
                  isPending={stale.isFetchingNextPage}
                  onPress={() => stale.fetchNextPage()}
                >
                  {t('stale.more')}
                </Button>
              </div>
            )}
          </>
        )}
      </Flex>
      {cleaning && (
        <CleanupDialog
          containers={cleaning}
          onClose={removed => {
            select(removed.map(containerResourceRef), false);
            setCleaning(undefined);
          }}
        />
      )}
      {snoozing && (
        <SnoozeDialog
          container={snoozing}
          onClose={() => setSnoozing(undefined)}
          onDone={({ until }) => {
            const { name, host, id } = snoozing;
            setSnoozing(undefined);
            setNotice({
              status: 'success',
              title: t('snooze.done', { name, date: date(until) }),
              cure: {
                label: t('snooze.undo'),
                run: () =>
                  end.mutate(
                    { host, id },
                    {
                      onSuccess: () => sayEnded(snoozing),
                      onError: failure =>
                        sayEndFailed(snoozing, messageOf(failure)),
                    },
                  ),
              },
            });
          }}
        />
      )}
    </Container>
  );
}
