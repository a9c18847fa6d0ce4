import { Button, ButtonLink, Flex, Skeleton, Text } from '@backstage/ui';
import { dockerWatcherContainerReadPermission } from 'backstage-plugin-docker-watcher-common';
import { useId } from 'react';
import { useDockerWatcherTranslation, useEvents } from '../../hooks';
import { Day, classifyError, groupByDay } from '../../model';
import { useDayName } from '../RelativeTime';
import { FailureAlert, NotAllowedMessage } from '../StateMessage';
import styles from './ContainerTimeline.module.css';
import { TimelineEntry } from './TimelineEntry';

type Events = ReturnType<typeof useEvents>;
type Event = NonNullable<Events['data']>['pages'][number]['items'][number];

function TimelineDay(props: {
  day: Day<Event>;
  heading: 'h3' | 'h4';
  containerId?: string;
}) {
  const { day, heading: Heading, containerId } = props;
  const dayName = useDayName();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Heading id={id} className={styles.day}>
        {dayName(day.date)}
      </Heading>
      <ol className={styles.entries} aria-labelledby={id}>
        {day.items.map(event => (
          <TimelineEntry
            key={event.id}
            event={event}
            containerId={containerId}
          />
        ))}
      </ol>
    </section>
  );
}

/** Events by day, the newest first, with the way to older ones and to all. */
export function Timeline(props: {
  events: Events;
  /** The container whose timeline it is, if it is of one only. */
  containerId?: string;
  emptyText: string;
  /** The level of the days, by what stands above them. */
  dayHeading?: 'h3' | 'h4';
  all: { label: string; href: string };
}) {
  const { events, containerId, emptyText, dayHeading = 'h4', all } = props;
  const { t } = useDockerWatcherTranslation();
  const { data, error, refetch, fetchNextPage } = events;
  if (error && classifyError(error) === 'notAllowed') {
    return (
      <NotAllowedMessage
        permission={dockerWatcherContainerReadPermission}
        heading="h4"
      />
    );
  }
  if (!data) {
    return error ? (
      <FailureAlert
        title={t('error.events')}
        error={error}
        onRetry={refetch}
        isRetrying={events.isRefetching}
      />
    ) : (
      <div role="status" aria-busy="true" aria-label={t('timeline.loading')}>
        <Skeleton height={160} />
      </div>
    );
  }
  const items = data.pages.flatMap(page => page.items);
  return (
    <Flex direction="column" gap="4">
      {items.length === 0 && (
        <Text as="p" color="secondary">
          {emptyText}
        </Text>
      )}
      {groupByDay(items).map(day => (
        <TimelineDay
          key={day.items[day.items.length - 1].id}
          day={day}
          heading={dayHeading}
          containerId={containerId}
        />
      ))}
      {events.isFetchNextPageError && (
        <FailureAlert title={t('error.events')} error={error} />
      )}
      <Flex gap="2">
        {events.hasNextPage && (
          <Button
            variant="secondary"
            isPending={events.isFetchingNextPage}
            onPress={() => fetchNextPage()}
          >
            {t('timeline.older')}
          </Button>
        )}
        <ButtonLink variant="tertiary" href={all.href}>
          {all.label}
        </ButtonLink>
      </Flex>
    </Flex>
  );
}
