import { Link, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { dockerWatcherEventReadPermission } from 'backstage-plugin-docker-watcher-common';
import {
  Paths,
  useActivity,
  useDockerWatcherTranslation,
  usePaths,
} from '../../hooks';
import { classifyError } from '../../model';
import { EventIcon } from '../EventIcon';
import { PluginShell } from '../PluginShell';
import { RelativeTime } from '../RelativeTime';
import { FailureAlert, NotAllowedMessage } from '../StateMessage';
import styles from './DockerActivity.module.css';

const LIMIT = 6;

function Activity() {
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const { data, error, refetch, isFetching } = useActivity(LIMIT);
  if (error && classifyError(error) === 'notAllowed') {
    return (
      <NotAllowedMessage
        permission={dockerWatcherEventReadPermission}
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
        isRetrying={isFetching}
      />
    ) : (
      <div role="status" aria-busy="true" aria-label={t('activity.loading')}>
        <Skeleton height={120} width="100%" />
      </div>
    );
  }
  const { events, isNotable } = data;
  const note = events.length === 0 ? t('activity.empty') : t('activity.calm');
  return (
    <div className={styles.root}>
      {!isNotable && (
        <Text as="p" color="secondary" style={{ margin: 0 }}>
          {note}
        </Text>
      )}
      {events.length > 0 && (
        <ol className={styles.entries} aria-label={t('activity.label')}>
          {events.map(event => (
            <li key={event.id} className={styles.entry}>
              <EventIcon event={event} />
              <Link
                className={styles.message}
                variant="body-medium"
                href={paths.events({ range: { name: 'all' } }, event.id)}
              >
                {event.severity !== 'info' && (
                  <VisuallyHidden>
                    {t(`events.severity.${event.severity}`)}{' '}
                  </VisuallyHidden>
                )}
                {event.message}
              </Link>
              <span className={styles.when}>
                <RelativeTime iso={event.occurredAt} />
              </span>
            </li>
          ))}
        </ol>
      )}
      <Link href={paths.events()} variant="body-medium">
        {t('activity.all')}
      </Link>
    </div>
  );
}

/** The newest warnings and errors of what the reader may see, for a home page. */
export function DockerActivity(props: { paths: Paths }) {
  return (
    <PluginShell paths={props.paths} isPart>
      <Activity />
    </PluginShell>
  );
}
