import { Alert, ButtonLink } from '@backstage/ui';
import { Host } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, usePaths } from '../../hooks';
import { useRelativeTime } from '../RelativeTime';

/**
 * Says which hosts cannot be asked, so that nobody takes what was last known of
 * them for the present.
 */
export function HostNotices(props: { hosts: readonly Host[] }) {
  const { t } = useDockerWatcherTranslation();
  const { relative } = useRelativeTime();
  const paths = usePaths();
  const lost = props.hosts.filter(host => host.state !== 'connected');
  if (lost.length === 0) {
    return null;
  }
  const viewHosts = (
    <ButtonLink size="small" variant="secondary" href={paths.hosts()}>
      {t('notice.viewHosts')}
    </ButtonLink>
  );
  if (lost.length > 1) {
    return (
      <Alert
        role="status"
        status="warning"
        icon
        title={t('notice.several', { number: String(lost.length) })}
        description={t('notice.lastKnownSeveral', {
          hosts: lost.map(host => host.title).join(', '),
        })}
        customActions={viewHosts}
      />
    );
  }
  const [host] = lost;
  const titles = {
    unreachable: 'notice.unreachableOne',
    misconfigured: 'notice.misconfiguredOne',
    connecting: 'notice.connectingOne',
    connected: undefined,
  } as const;
  const title = titles[host.state];
  return (
    <Alert
      role="status"
      status={host.state === 'connecting' ? 'info' : 'warning'}
      icon
      title={title && t(title, { host: host.title })}
      description={
        host.lastSyncAt
          ? t('notice.lastKnownOne', { when: relative(host.lastSyncAt) })
          : t('notice.neverSeenOne')
      }
      customActions={viewHosts}
    />
  );
}
