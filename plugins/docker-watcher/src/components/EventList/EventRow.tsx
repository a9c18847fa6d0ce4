import { ButtonIcon, Link } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { memo, useId } from 'react';
import { useDockerWatcherTranslation, usePaths } from '../../hooks';
import { formatTimeOfDay } from '../../model';
import { HostLookup } from '../ContainersTable/HostLookup';
import { EventDetail } from '../EventDetail';
import { EventIcon, useKindName } from '../EventIcon';
import { useRelativeTime } from '../RelativeTime';
import styles from './EventList.module.css';

function Row(props: {
  event: WatcherEvent;
  hosts: HostLookup;
  isOpen: boolean;
  onToggle: (id: string) => void;
}) {
  const { event, hosts, isOpen, onToggle } = props;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const kindName = useKindName();
  const { exact } = useRelativeTime();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  const detailId = useId();
  const { host, containerId, containerName, severity, occurredAt } = event;
  const kind = kindName(event.kind);
  return (
    <li className={styles.entry}>
      <div className={styles.line}>
        <EventIcon event={event} />
        <div className={styles.what}>
          <div className={styles.head}>
            <span className={styles.kind}>{kind}</span>
            {severity !== 'info' && (
              <span className={styles.severity}>
                {t(`events.severity.${severity}`)}
              </span>
            )}
            {host && containerId && (
              <Link
                variant="body-small"
                href={paths.container({ host, id: containerId })}
              >
                {containerName ?? containerId}
              </Link>
            )}
            {host && <span>{hosts.get(host)?.title ?? host}</span>}
          </div>
          <div className={styles.message}>{event.message}</div>
        </div>
        <time
          className={styles.when}
          dateTime={occurredAt}
          title={exact(occurredAt)}
        >
          {formatTimeOfDay(occurredAt, locale) ?? t('time.unknown')}
        </time>
        <ButtonIcon
          className={styles.toggle}
          size="small"
          variant="tertiary"
          icon={isOpen ? <RiArrowUpSLine /> : <RiArrowDownSLine />}
          aria-label={t('eventsTab.list.show', {
            what: event.message,
            when: exact(occurredAt),
          })}
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailId : undefined}
          onPress={() => onToggle(event.id)}
        />
      </div>
      {isOpen && (
        <div className={styles.detail}>
          <EventDetail id={detailId} event={event} />
        </div>
      )}
    </li>
  );
}

/** One event: what, of what, when and how bad; everything else when opened. */
export const EventRow = memo(Row);
