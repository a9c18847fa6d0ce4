import { VisuallyHidden } from '@backstage/ui';
import { RiAlarmSnoozeLine, RiZzzFill } from '@remixicon/react';
import { Staleness } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import styles from './StaleVerdict.module.css';

/** Says beside the state of a container that it may go, and why. */
export function StaleBadge(props: { stale: Staleness }) {
  const { reasons, snoozedUntil } = props.stale;
  const { t } = useDockerWatcherTranslation();
  const Icon = snoozedUntil ? RiAlarmSnoozeLine : RiZzzFill;
  return (
    <span className={styles.badge} title={reasons.join('\n')}>
      <Icon className={styles.icon} aria-hidden />
      {t(snoozedUntil ? 'stale.snoozedBadge' : 'stale.badge')}
      <VisuallyHidden>: {reasons.join(', ')}</VisuallyHidden>
    </span>
  );
}
