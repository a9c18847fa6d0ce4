import { ButtonLink, Link, Text } from '@backstage/ui';
import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import {
  useDockerWatcherTranslation,
  useHostsByName,
  usePaths,
} from '../../hooks';
import { filterOfContainer, rangeAround } from '../../model';
import { CopyButton } from '../CopyButton';
import { EntityLink } from '../EntityLinks';
import { useKindName } from '../EventIcon';
import { SimulatedBadge } from '../HostName';
import { useRelativeTime } from '../RelativeTime';
import { Fact, Facts, Mono, Note } from '../Section';
import styles from './EventDetail.module.css';
import { KindDetails } from './KindDetails';

/** Everything an event says, and the ways on from it. */
export function EventDetail(props: { event: WatcherEvent; id?: string }) {
  const { event, id } = props;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const hosts = useHostsByName();
  const kindName = useKindName();
  const { exact } = useRelativeTime();
  const { host, containerId, containerName, workload } = event;
  return (
    <div id={id} className={styles.root}>
      <Facts>
        <Fact term={t('eventsTab.detail.kind')}>
          {kindName(event.kind)}
          <Note>
            <Mono>{event.kind}</Mono>
          </Note>
        </Fact>
        <Fact term={t('eventsTab.detail.severity')}>
          {t(`eventsTab.severity.${event.severity}`)}
        </Fact>
        <Fact term={t('eventsTab.detail.happened')}>
          <time dateTime={event.occurredAt}>{exact(event.occurredAt)}</time>
          {event.inferred && <Note>{t('events.inferred')}</Note>}
        </Fact>
        <Fact term={t('eventsTab.detail.recorded')}>
          <time dateTime={event.at}>{exact(event.at)}</time>
        </Fact>
        <KindDetails event={event} />
        <Fact term={t('eventsTab.detail.host')}>
          {host && (
            <>
              <Link href={paths.hosts()}>{hosts.get(host)?.title ?? host}</Link>
              {hosts.get(host)?.simulated && <SimulatedBadge />}
            </>
          )}
        </Fact>
        <Fact term={t('eventsTab.detail.container')}>
          {host && containerId && (
            <>
              <Link href={paths.container({ host, id: containerId })}>
                {containerName ?? containerId}
              </Link>
              <Mono>{containerId}</Mono>
            </>
          )}
        </Fact>
        <Fact term={t('eventsTab.detail.workload')}>
          {workload && <Mono>{workload}</Mono>}
        </Fact>
        <Fact term={t('eventsTab.detail.proxy')}>
          {event.proxyId && <Mono>{event.proxyId}</Mono>}
        </Fact>
        <Fact term={t('eventsTab.detail.entity')}>
          {event.entityRef && <EntityLink entityRef={event.entityRef} />}
        </Fact>
        <Fact term={t('eventsTab.detail.actor')}>
          {event.actor && <EntityLink entityRef={event.actor} />}
        </Fact>
        <Fact term={t('eventsTab.detail.id')}>
          <Mono>{event.id}</Mono>
        </Fact>
      </Facts>
      <div className={styles.actions}>
        <ButtonLink
          size="small"
          variant="secondary"
          href={paths.events({ range: rangeAround(event.at) }, event.id)}
        >
          {t('eventsTab.detail.around')}
        </ButtonLink>
        {host && containerId && workload && (
          <ButtonLink
            size="small"
            variant="secondary"
            href={paths.events({
              ...filterOfContainer({ host, id: containerId, workload }),
              range: { name: 'all' },
            })}
          >
            {t('eventsTab.detail.ofContainer')}
          </ButtonLink>
        )}
        {host && !containerId && (
          <ButtonLink
            size="small"
            variant="secondary"
            href={paths.events({ host: [host], range: { name: 'all' } })}
          >
            {t('eventsTab.detail.ofHost')}
          </ButtonLink>
        )}
        <span className={styles.actions}>
          <CopyButton
            text={JSON.stringify(event, undefined, 2)}
            what={t('eventsTab.detail.json')}
          />
          <Text as="span" variant="body-small" color="secondary" aria-hidden>
            JSON
          </Text>
        </span>
      </div>
    </div>
  );
}
