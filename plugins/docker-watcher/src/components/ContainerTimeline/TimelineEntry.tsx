import { Link, Text } from '@backstage/ui';
import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, usePaths } from '../../hooks';
import { shortId } from '../../model';
import { EventIcon, useKindName } from '../EventIcon';
import { RelativeTime } from '../RelativeTime';
import { Note } from '../Section';
import styles from './ContainerTimeline.module.css';

/** One event: what, when, how bad, and whether somebody saw it. */
export function TimelineEntry(props: {
  event: WatcherEvent;
  /**
   * The container whose timeline it is; events of others say whose they are. Without
   * it the timeline is of several, and every event says so.
   */
  containerId?: string;
}) {
  const { event, containerId } = props;
  const { t } = useDockerWatcherTranslation();
  const kindName = useKindName();
  const paths = usePaths();
  const { severity, host } = event;
  const ofSeveral = containerId === undefined;
  const other = event.containerId !== containerId && event.containerId;
  return (
    <li className={styles.entry}>
      <EventIcon event={event} />
      <div className={styles.what}>
        <div className={styles.head}>
          <Text as="span" weight="bold">
            {kindName(event.kind)}
          </Text>
          {ofSeveral && host && event.containerId && (
            <Link href={paths.container({ host, id: event.containerId })}>
              {event.containerName ?? shortId(event.containerId)}
            </Link>
          )}
          {severity !== 'info' && (
            <span className={styles.severity}>
              {t(`events.severity.${severity}`)}
            </span>
          )}
          <span className={styles.when}>
            <RelativeTime iso={event.occurredAt} />
          </span>
        </div>
        <Text as="p" className={styles.message}>
          {event.message}
        </Text>
        {event.inferred && <Note>{t('events.inferred')}</Note>}
        {!ofSeveral && other && host && (
          <Note>
            {t('timeline.otherContainer')}{' '}
            <Link href={paths.container({ host, id: other })}>
              {shortId(other)}
            </Link>
          </Note>
        )}
      </div>
    </li>
  );
}
