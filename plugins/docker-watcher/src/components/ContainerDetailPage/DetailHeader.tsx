import { Alert } from '@backstage/ui';
import { ContainerDetail, Host } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { ContainerActionsMenu, CurrentState } from '../ContainerActions';
import { HostName } from '../HostName';
import { StateDuration, useRelativeTime } from '../RelativeTime';
import { Note } from '../Section';
import { HealthLabel } from '../StatusLabel';
import styles from './ContainerDetailPage.module.css';

function PresenceAlert(props: { container: ContainerDetail; host?: Host }) {
  const { presence, lastSeenAt } = props.container;
  const { t } = useDockerWatcherTranslation();
  const { relative } = useRelativeTime();
  const when = relative(lastSeenAt);
  if (presence === 'unknown') {
    return (
      <Alert
        role="status"
        status="warning"
        icon
        title={t('detail.stale', { when })}
        description={props.host?.error ?? t('detail.staleText')}
      />
    );
  }
  if (presence === 'missing') {
    return (
      <Alert
        role="status"
        status="info"
        icon
        title={t('detail.removed')}
        description={t('detail.removedText', { when })}
      />
    );
  }
  return null;
}

/** Name, state, health and host; and a warning when they are not the present ones. */
export function DetailHeader(props: {
  container: ContainerDetail;
  host: Host | undefined;
}) {
  const { container, host } = props;
  return (
    <>
      <div className={styles.header}>
        <h2 className={styles.title}>{container.name}</h2>
        <CurrentState container={container} />
        {container.presence === 'present' && (
          <Note>
            <StateDuration container={container} />
          </Note>
        )}
        {container.health !== 'none' && <HealthLabel container={container} />}
        <HostName name={container.host} host={host} />
        {(container.allowedActions.length > 0 || container.actionsObstacle) && (
          <ContainerActionsMenu container={container} />
        )}
      </div>
      <PresenceAlert container={container} host={host} />
    </>
  );
}
