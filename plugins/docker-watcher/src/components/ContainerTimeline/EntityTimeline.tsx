import { useDockerWatcherTranslation, useEvents, usePaths } from '../../hooks';
import { entityTimelineQuery } from '../../model';
import { Section } from '../Section';
import { Timeline } from './Timeline';

/** What happened to all containers of an entity, the newest first. */
export function EntityTimeline(props: {
  entityRef: string;
  /** Whether to show nothing, not even a title, where nothing has happened. */
  hidesEmpty: boolean;
}) {
  const { entityRef, hidesEmpty } = props;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const events = useEvents(entityTimelineQuery(entityRef));
  const isEmpty = !events.data?.pages.some(page => page.items.length > 0);
  if (hidesEmpty && isEmpty) {
    return null;
  }
  const href = paths.events({
    entityRef: [entityRef],
    range: { name: 'all' },
  });
  return (
    <Section title={t('timeline.title')} heading="h2">
      <Timeline
        events={events}
        dayHeading="h3"
        emptyText={t('entity.timelineEmpty')}
        all={{ label: t('entity.allEvents'), href }}
      />
    </Section>
  );
}
