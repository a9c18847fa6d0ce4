import { Container, EventsQuery } from 'backstage-plugin-docker-watcher-common';

const PAGE_SIZE = 10;

/**
 * Asks for the events of a container's workload. Compose's labels can put a comma
 * into its name, at which the backend would take it apart; such a container is
 * asked for alone.
 */
export function timelineQuery(
  container: Pick<Container, 'host' | 'id' | 'workload'>,
): EventsQuery {
  const { host, id, workload } = container;
  return {
    host: [host],
    limit: PAGE_SIZE,
    ...(workload.includes(',')
      ? { containerId: [id] }
      : { workload: [workload] }),
  };
}
