import { Container, EventsQuery } from 'backstage-plugin-docker-watcher-common';
import { filterOfContainer } from './eventsUrlState';

const PAGE_SIZE = 10;

/** Asks for the events of a container's workload. */
export function timelineQuery(
  container: Pick<Container, 'host' | 'id' | 'workload'>,
): EventsQuery {
  const { host, workload, containerId } = filterOfContainer(container);
  return {
    host,
    limit: PAGE_SIZE,
    ...(workload.length > 0 ? { workload } : { containerId }),
  };
}

/** Asks for the events of all containers of an entity. */
export function entityTimelineQuery(entityRef: string): EventsQuery {
  return { entityRef: [entityRef], limit: PAGE_SIZE };
}
