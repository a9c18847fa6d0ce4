import { Badge, Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { RiLock2Line } from '@remixicon/react';
import { Host } from 'backstage-plugin-docker-watcher-common';
import { useId } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import { describeEngine, noteworthyClockSkew } from '../../model';
import { EntityLink } from '../EntityLinks';
import { SimulatedBadge } from '../HostName';
import { RelativeTime, useRelativeTime } from '../RelativeTime';
import { Fact, Facts, Mono, Note } from '../Section';
import { HostStateLabel } from '../StatusLabel';
import { HostCounts } from './HostCounts';
import styles from './HostsPage.module.css';

function HostFacts(props: { host: Host }) {
  const { host } = props;
  const { t } = useDockerWatcherTranslation();
  const engine = host.engine && describeEngine(host.engine);
  const skew = noteworthyClockSkew(host.clockSkewMs);
  return (
    <Facts>
      <Fact term={t('hosts.engine')}>
        {engine ? (
          <>
            {engine.name}
            <Note>{t('hosts.api', { version: engine.apiVersion })}</Note>
          </>
        ) : (
          <Note>{t('hosts.noEngine')}</Note>
        )}
      </Fact>
      <Fact term={t('hosts.platform')}>{engine?.platform}</Fact>
      <Fact term={t('hosts.lastSync')}>
        {host.lastSyncAt ? (
          <RelativeTime iso={host.lastSyncAt} />
        ) : (
          <Note>{t('hosts.never')}</Note>
        )}
        {skew && (
          <Note>
            {t(skew.ahead ? 'hosts.clockAhead' : 'hosts.clockBehind', {
              seconds: String(skew.seconds),
            })}
          </Note>
        )}
      </Fact>
      <Fact term={t('hosts.addresses')}>
        {host.addresses.length > 0 ? (
          <Mono>{host.addresses.join(', ')}</Mono>
        ) : (
          <Note>{t('hosts.noAddresses')}</Note>
        )}
      </Fact>
      <Fact term={t('hosts.entity')}>
        {host.entityRef && <EntityLink entityRef={host.entityRef} />}
      </Fact>
    </Facts>
  );
}

/** One host: whether it can be asked, what answers there, and what it runs. */
export function HostCard(props: { host: Host }) {
  const { host } = props;
  const { t } = useDockerWatcherTranslation();
  const { relative, elapsed, exact } = useRelativeTime();
  const titleId = useId();
  return (
    <article aria-labelledby={titleId} className={styles.card}>
      <Card className={styles.card}>
        <CardHeader>
          <div className={styles.head}>
            <div className={styles.titleRow}>
              <Text as="h2" variant="body-large" weight="bold" id={titleId}>
                {host.title}
              </Text>
              {host.title !== host.name && (
                <span className={styles.name}>{host.name}</span>
              )}
              {host.simulated && <SimulatedBadge />}
              {host.readOnly && (
                <Badge size="small" icon={<RiLock2Line aria-hidden />}>
                  {t('readOnly')}
                </Badge>
              )}
            </div>
            <div className={styles.stateRow}>
              <HostStateLabel state={host.state} />
              <span title={exact(host.stateSince)}>
                <Note>
                  {t('time.for', { duration: elapsed(host.stateSince) })}
                </Note>
              </span>
            </div>
          </div>
        </CardHeader>
        <CardBody>
          <div className={styles.body}>
            {host.error && <p className={styles.error}>{host.error}</p>}
            <HostCounts host={host} />
            {host.state !== 'connected' && host.lastSyncAt && (
              <Note>
                {t('hosts.lastKnown', { when: relative(host.lastSyncAt) })}
              </Note>
            )}
            <HostFacts host={host} />
          </div>
        </CardBody>
      </Card>
    </article>
  );
}
