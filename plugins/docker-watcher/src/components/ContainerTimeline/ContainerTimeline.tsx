import { Container } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, useEvents, usePaths } from '../../hooks';
import { filterOfContainer, timelineQuery } from '../../model';
import { Section } from '../Section';
import { Timeline } from './Timeline';

/**
 * What happened to a container, the newest first: to it and to those that did its
 * work before it on the same host.
 */
export function ContainerTimeline(props: {
  container: Pick<Container, 'host' | 'id' | 'workload'>;
}) {
  const { container } = props;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const events = useEvents(timelineQuery(container));
  const href = paths.events({
    ...filterOfContainer(container),
    range: { name: 'all' },
  });
  return (
    <Section title={t('timeline.title')}>
      <Timeline
        events={events}
        containerId={container.id}
        emptyText={t('timeline.empty')}
        all={{ label: t('timeline.all'), href }}
      />
    </Section>
  );
}
