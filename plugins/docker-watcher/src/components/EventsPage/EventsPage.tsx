import { Button, Container, Flex, Skeleton } from '@backstage/ui';
import { RiHistoryLine, RiSearchLine } from '@remixicon/react';
import { dockerWatcherEventReadPermission } from 'backstage-plugin-docker-watcher-common';
import { useCallback, useRef } from 'react';
import {
  useDockerWatcherTranslation,
  useEventFeed,
  useEventsUrlState,
  useHostsByName,
} from '../../hooks';
import {
  EMPTY_EVENTS_FILTER,
  EventsUrlFilter,
  classifyError,
  countEventsFilters,
} from '../../model';
import { FeedSnapshot } from '../../stream';
import { LinkedEvent } from '../EventDetail';
import { EventExport, ExportStatus, useEventExport } from '../EventExport';
import { EventFilters } from '../EventFilters';
import { EventHistogram } from '../EventHistogram';
import { EventList, LiveStatus } from '../EventList';
import { FailureAlert, NotAllowedMessage, StateMessage } from '../StateMessage';
import styles from './EventsPage.module.css';

/** What is said where there is nothing to list. */
function NoEvents(props: {
  filter: EventsUrlFilter;
  onFilter: (change: Partial<EventsUrlFilter>) => void;
}) {
  const { filter, onFilter } = props;
  const { t } = useDockerWatcherTranslation();
  if (countEventsFilters(filter) > 0) {
    return (
      <StateMessage
        icon={RiSearchLine}
        title={t('eventsTab.empty.noMatchTitle')}
        text={t('eventsTab.empty.noMatchText')}
      >
        <Button
          variant="secondary"
          onPress={() => onFilter(EMPTY_EVENTS_FILTER)}
        >
          {t('actions.clearFilters')}
        </Button>
      </StateMessage>
    );
  }
  return 'name' in filter.range && filter.range.name === 'all' ? (
    <StateMessage
      icon={RiHistoryLine}
      title={t('eventsTab.empty.title')}
      text={t('eventsTab.empty.text')}
    />
  ) : (
    <StateMessage
      icon={RiHistoryLine}
      title={t('eventsTab.empty.rangeTitle')}
      text={t('eventsTab.empty.rangeText')}
    >
      <Button
        variant="secondary"
        onPress={() => onFilter({ range: { name: 'all' } })}
      >
        {t('eventsTab.empty.anyTime')}
      </Button>
    </StateMessage>
  );
}

/** What was shown last stays until the answer to another filter has come. */
function useShown(snapshot: FeedSnapshot) {
  const last = useRef<FeedSnapshot>();
  if (snapshot.status === 'ready') {
    last.current = snapshot;
  }
  const shown = snapshot.status === 'failed' ? undefined : last.current;
  return { shown, isStale: shown !== snapshot };
}

/** The Events tab: filters, how many when, and the log itself, followed live. */
export function EventsPage() {
  const { t } = useDockerWatcherTranslation();
  const { state, setFilter, openEvent } = useEventsUrlState();
  const { filter, event: openId } = state;
  const hosts = useHostsByName();
  const { feed, ...snapshot } = useEventFeed(filter);
  const { shown, isStale } = useShown(snapshot);
  const exporting = useEventExport();

  const open = useRef(openId);
  open.current = openId;
  const toggle = useCallback(
    (id: string) => openEvent(open.current === id ? undefined : id),
    [openEvent],
  );

  const { status, error, tail, isPaused } = snapshot;
  if (error && classifyError(error) === 'notAllowed') {
    return (
      <Container pb="8">
        <NotAllowedMessage permission={dockerWatcherEventReadPermission} />
      </Container>
    );
  }

  const filtered = countEventsFilters(filter) > 0;
  const isListed = shown?.items.some(({ id }) => id === openId);
  const isEmpty =
    shown?.items.length === 0 &&
    shown.older.status === 'end' &&
    shown.waiting === 0;

  const list = () => {
    if (status === 'failed') {
      return (
        <>
          <FailureAlert
            title={t(
              classifyError(error) === 'badRequest'
                ? 'eventsTab.empty.badFilterTitle'
                : 'error.events',
            )}
            error={error}
            onRetry={() => feed.retry()}
          />
          {filtered && (
            <Flex justify="center">
              <Button
                variant="secondary"
                onPress={() => setFilter(EMPTY_EVENTS_FILTER)}
              >
                {t('actions.clearFilters')}
              </Button>
            </Flex>
          )}
        </>
      );
    }
    if (!shown) {
      return (
        <div
          className={styles.skeletons}
          role="status"
          aria-busy="true"
          aria-label={t('eventsTab.list.loading')}
        >
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} height={48} width="100%" />
          ))}
        </div>
      );
    }
    if (isEmpty && !isStale) {
      return <NoEvents filter={filter} onFilter={setFilter} />;
    }
    return (
      <EventList
        items={shown.items}
        gaps={shown.gaps}
        isStale={isStale}
        waiting={snapshot.waiting}
        waitingIsFull={snapshot.waitingIsFull}
        older={shown.older}
        hosts={hosts}
        openId={openId}
        onToggle={toggle}
        onScrolledPast={isPast =>
          isPast ? feed.hold('scrolled') : feed.release('scrolled')
        }
        onShowWaiting={() => feed.showWaiting()}
        onOlder={() => feed.loadOlder()}
      />
    );
  };

  return (
    <Container pb="8">
      <Flex direction="column" gap="4">
        <EventFilters filter={filter} hosts={hosts} onChange={setFilter} />
        <EventHistogram
          filter={filter}
          isQuiet={status === 'failed'}
          onRange={range => setFilter({ range })}
        />
        <div className={styles.bar}>
          <LiveStatus
            isLive={feed.isLive}
            tail={tail}
            isPaused={isPaused}
            onPause={() => feed.hold('paused')}
            onResume={() => feed.release('paused')}
            onRetry={() => feed.retry()}
          />
          <EventExport
            isRunning={exporting.state.kind === 'running'}
            onExport={format => exporting.start(filter, format)}
          />
        </div>
        <ExportStatus state={exporting.state} onCancel={exporting.cancel} />
        {openId && shown && !isStale && !isListed && (
          <LinkedEvent id={openId} onClose={() => openEvent(undefined)} />
        )}
        {list()}
      </Flex>
    </Container>
  );
}
