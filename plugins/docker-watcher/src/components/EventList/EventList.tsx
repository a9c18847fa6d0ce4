import { Button, VisuallyHidden } from '@backstage/ui';
import { RiArrowUpLine } from '@remixicon/react';
import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { useMemo, useRef } from 'react';
import { useDockerWatcherTranslation, useScrolledPast } from '../../hooks';
import { groupByDay } from '../../model';
import { EventGap, FeedSnapshot, placeGaps } from '../../stream';
import { HostLookup } from '../ContainersTable/HostLookup';
import { FailureAlert } from '../StateMessage';
import { EventDay, GapLine } from './EventDay';
import styles from './EventList.module.css';

/** The events by day, the newest first, and the ways to newer and older ones. */
export function EventList(props: {
  items: readonly WatcherEvent[];
  gaps: readonly EventGap[];
  /** Of another filter, shown until those of this one have come. */
  isStale: boolean;
  waiting: number;
  waitingIsFull: boolean;
  older: FeedSnapshot['older'];
  hosts: HostLookup;
  openId: string | undefined;
  onToggle: (id: string) => void;
  onScrolledPast: (isPast: boolean) => void;
  onShowWaiting: () => void;
  onOlder: () => void;
}) {
  const { items, gaps, isStale, waiting, waitingIsFull, older } = props;
  const { hosts, openId, onToggle, onShowWaiting, onOlder } = props;
  const { t } = useDockerWatcherTranslation();
  const top = useRef<HTMLDivElement | null>(null);
  const watchTop = useScrolledPast<HTMLDivElement>(props.onScrolledPast);
  const days = useMemo(() => groupByDay(items), [items]);
  const { above, bottom } = useMemo(
    () => placeGaps(items, gaps),
    [items, gaps],
  );
  const news = waitingIsFull
    ? t('eventsTab.list.newFull', { number: String(waiting) })
    : t('eventsTab.list.new', { count: waiting });

  return (
    <div
      className={styles.root}
      data-stale={isStale || undefined}
      aria-busy={isStale}
    >
      <div
        className={styles.top}
        ref={element => {
          top.current = element;
          watchTop(element);
        }}
      />
      <VisuallyHidden role="status" aria-live="polite">
        {waiting > 0 ? news : ''}
      </VisuallyHidden>
      {waiting > 0 && (
        <div className={styles.news}>
          <Button
            size="small"
            variant="primary"
            iconStart={<RiArrowUpLine />}
            onPress={() => {
              onShowWaiting();
              top.current?.scrollIntoView({ block: 'center' });
            }}
          >
            {news}
          </Button>
        </div>
      )}
      {days.map(day => (
        <EventDay
          // The oldest of a day stays where it is while new ones come on top.
          key={day.items[day.items.length - 1].id}
          day={day}
          hosts={hosts}
          gapsAbove={above}
          openId={openId}
          onToggle={onToggle}
        />
      ))}
      {bottom && <GapLine as="p" />}
      {older.status === 'failed' && (
        <FailureAlert title={t('error.events')} error={older.error} />
      )}
      <div className={styles.foot}>
        {older.foundNothing && <span>{t('eventsTab.list.foundNothing')}</span>}
        {older.status === 'end'
          ? items.length > 0 && <span>{t('eventsTab.list.end')}</span>
          : !isStale && (
              <Button
                variant="secondary"
                isPending={older.status === 'loading'}
                onPress={onOlder}
              >
                {t(
                  older.foundNothing
                    ? 'eventsTab.list.keepLooking'
                    : 'eventsTab.list.older',
                )}
              </Button>
            )}
      </div>
    </div>
  );
}
