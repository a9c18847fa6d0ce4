import { RiScissorsCutLine } from '@remixicon/react';
import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { Fragment, useId } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import { Day } from '../../model';
import { HostLookup } from '../ContainersTable/HostLookup';
import { useDayName } from '../RelativeTime';
import styles from './EventList.module.css';
import { EventRow } from './EventRow';

/** Said in place of what was deleted too early. */
export function GapLine(props: { as?: 'li' | 'p' }) {
  const { as: Element = 'li' } = props;
  const { t } = useDockerWatcherTranslation();
  return (
    <Element className={styles.gap}>
      <RiScissorsCutLine aria-hidden />
      {t('eventsTab.list.gap')}
    </Element>
  );
}

/** The events of one day. */
export function EventDay(props: {
  day: Day<WatcherEvent>;
  hosts: HostLookup;
  /** Which of them stand right below a gap. */
  gapsAbove: ReadonlySet<string>;
  openId: string | undefined;
  onToggle: (id: string) => void;
}) {
  const { day, hosts, gapsAbove, openId, onToggle } = props;
  const dayName = useDayName();
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.day}>
        {dayName(day.date)}
      </h2>
      <ol className={styles.entries} aria-labelledby={titleId}>
        {day.items.map(event => (
          <Fragment key={event.id}>
            {gapsAbove.has(event.id) && <GapLine />}
            <EventRow
              event={event}
              hosts={hosts}
              isOpen={event.id === openId}
              onToggle={onToggle}
            />
          </Fragment>
        ))}
      </ol>
    </section>
  );
}
