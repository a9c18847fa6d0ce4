import { Button, Checkbox } from '@backstage/ui';
import { StaleContainer } from 'backstage-plugin-docker-watcher-common';
import { Link } from 'react-router-dom';
import {
  useDockerWatcherTranslation,
  useHostsByName,
  usePaths,
} from '../../hooks';
import { EntityLinks } from '../EntityLinks';
import { HostName } from '../HostName';
import { RelativeTime, useRelativeTime } from '../RelativeTime';
import { EndSnoozeButton } from '../Snooze';
import { ContainerStateLabel } from '../StatusLabel';
import { StaleSize } from '../StaleVerdict';
import styles from './StalePage.module.css';

/** One stale container: why, since when, whose, what it takes, and what to do. */
export function StaleRow(props: {
  container: StaleContainer;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
  onSnooze: () => void;
  onSnoozeEnded: () => void;
  onFailed: (message: string | undefined) => void;
}) {
  const { container, isSelected, onSelect, onSnooze } = props;
  const { name, host, stale, snooze, mayRemove, maySnooze } = container;
  const { t } = useDockerWatcherTranslation();
  const hosts = useHostsByName();
  const paths = usePaths();
  const { date } = useRelativeTime();
  return (
    <tr>
      <td className={styles.check}>
        {!stale.snoozedUntil && (
          <span title={mayRemove ? undefined : t('stale.mayNotRemove')}>
            <Checkbox
              aria-label={t('stale.select', { name })}
              aria-description={mayRemove ? undefined : t('stale.mayNotRemove')}
              isDisabled={!mayRemove}
              isSelected={isSelected}
              onChange={onSelect}
            />
          </span>
        )}
      </td>
      <td>
        <span className={styles.stack}>
          <Link to={paths.container(container)}>{name}</Link>
          <HostName name={host} host={hosts.get(host)} compact />
          <ContainerStateLabel container={container} />
        </span>
      </td>
      <td className={styles.why}>
        <span className={styles.stack}>
          {stale.reasons.map((reason, index) => (
            <span key={reason} className={index > 0 ? styles.note : undefined}>
              {reason}
            </span>
          ))}
          {stale.snoozedUntil && (
            <span>
              {t('stale.snoozedUntil', { date: date(stale.snoozedUntil) })}
              {snooze && (
                <span className={styles.note}>
                  {' '}
                  {t('stale.snoozedBy', { who: snooze.by })}
                  {snooze.note && `: ${snooze.note}`}
                </span>
              )}
            </span>
          )}
        </span>
      </td>
      <td className={styles.nowrap}>
        <RelativeTime iso={container.lastAliveAt ?? container.createdAt} />
      </td>
      <td>
        <EntityLinks container={container} />
      </td>
      <td className={styles.nowrap}>
        <StaleSize reclaimable={container.reclaimable} />
      </td>
      <td className={styles.nowrap}>
        {maySnooze &&
          (stale.snoozedUntil ? (
            <EndSnoozeButton
              container={container}
              onDone={props.onSnoozeEnded}
              onFailed={props.onFailed}
            />
          ) : (
            <Button
              size="small"
              variant="secondary"
              aria-label={t('snooze.actionOf', { name })}
              onPress={onSnooze}
            >
              {t('snooze.action')}
            </Button>
          ))}
      </td>
    </tr>
  );
}
