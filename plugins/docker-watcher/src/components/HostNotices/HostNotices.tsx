import { Alert, ButtonLink } from '@backstage/ui';
import { Host, HostState } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, usePaths } from '../../hooks';
import { nameHost } from '../../model';
import { useRelativeTime } from '../RelativeTime';

const TITLES = {
  unreachable: {
    one: 'notice.unreachableOne',
    several: 'notice.unreachableSeveral',
  },
  misconfigured: {
    one: 'notice.misconfiguredOne',
    several: 'notice.misconfiguredSeveral',
  },
  connecting: {
    one: 'notice.connectingOne',
    several: 'notice.connectingSeveral',
  },
} as const;

type NotWatched = keyof typeof TITLES & HostState;

/** What is shown of hosts that cannot be asked, and from when it is. */
function useLastKnown(): (hosts: readonly Host[]) => string {
  const { t } = useDockerWatcherTranslation();
  const { relative } = useRelativeTime();
  return hosts => {
    const [{ lastSyncAt }, ...more] = hosts;
    if (more.length === 0) {
      return lastSyncAt
        ? t('notice.lastKnownOne', { when: relative(lastSyncAt) })
        : t('notice.neverSeenOne');
    }
    const names = hosts.map(each =>
      each.lastSyncAt
        ? t('notice.hostAsOf', {
            host: nameHost(each),
            when: relative(each.lastSyncAt),
          })
        : t('notice.hostNeverSeen', { host: nameHost(each) }),
    );
    return t('notice.lastKnownSeveral', { hosts: names.join('; ') });
  };
}

function HostNotice(props: { state: NotWatched; hosts: readonly Host[] }) {
  const { state, hosts } = props;
  const { t } = useDockerWatcherTranslation();
  const lastKnown = useLastKnown();
  const paths = usePaths();
  const [host, ...more] = hosts;
  const describe = () => {
    if (state !== 'misconfigured') {
      return lastKnown(hosts);
    }
    if (more.length > 0) {
      return t('notice.notWatchedSeveral', {
        hosts: hosts.map(nameHost).join(', '),
      });
    }
    return [
      t('notice.notWatchedOne'),
      host.lastSyncAt && lastKnown(hosts),
      host.error,
    ]
      .filter(Boolean)
      .join(' ');
  };
  return (
    <Alert
      role="status"
      status={state === 'connecting' ? 'info' : 'warning'}
      icon
      title={
        more.length > 0
          ? t(TITLES[state].several, { number: String(hosts.length) })
          : t(TITLES[state].one, { host: nameHost(host) })
      }
      description={describe()}
      customActions={
        <ButtonLink size="small" variant="secondary" href={paths.hosts()}>
          {t('notice.viewHosts')}
        </ButtonLink>
      }
    />
  );
}

/**
 * Says which hosts are not watched at present, so that nobody takes what was last
 * known of them for the present. What helps differs: an unreachable host is tried
 * again by itself, a misconfigured one waits for somebody.
 */
export function HostNotices(props: { hosts: readonly Host[] }) {
  const states: NotWatched[] = ['unreachable', 'misconfigured', 'connecting'];
  return (
    <>
      {states.map(state => {
        const hosts = props.hosts.filter(host => host.state === state);
        return (
          hosts.length > 0 && (
            <HostNotice key={state} state={state} hosts={hosts} />
          )
        );
      })}
    </>
  );
}
