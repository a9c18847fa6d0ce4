import { Container } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { stateSince } from '../../model';
import { useRelativeTime } from './useRelativeTime';

/**
 * How long a container has been in its state: "for 3 days" while it lives, "2 hours
 * ago" once it has ended. Nothing when the engine did not tell.
 */
export function StateDuration(props: {
  container: Pick<
    Container,
    'state' | 'startedAt' | 'finishedAt' | 'createdAt'
  >;
}) {
  const { container } = props;
  const { t } = useDockerWatcherTranslation();
  const { relative, elapsed, exact } = useRelativeTime();
  const since = stateSince(container);
  if (!since) {
    return null;
  }
  const lives = container.state === 'running' || container.state === 'paused';
  return (
    <time dateTime={since} title={exact(since)}>
      {lives ? t('time.for', { duration: elapsed(since) }) : relative(since)}
    </time>
  );
}
