import { Alert, Button } from '@backstage/ui';
import { Settings } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { differencesBetween, formatDays } from '../../model';
import { useRelativeTime } from '../RelativeTime';
import styles from './SettingsPage.module.css';

/**
 * Said when somebody else was quicker: what they changed, and how to go on. The button
 * stands below the text; at its side it would leave the text no room on a phone.
 */
export function ConflictAlert(props: {
  base: Settings;
  latest: Settings;
  onTakeLatest: () => void;
}) {
  const { base, latest, onTakeLatest } = props;
  const { t } = useDockerWatcherTranslation();
  const { relative } = useRelativeTime();
  const differences = differencesBetween(base, latest);
  const days = (number: number) =>
    t('settings.dayCount', { number: formatDays(number) });
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('settings.conflictTitle')}
      description={
        <div className={styles.conflict}>
          {latest.changedBy && (
            <span>
              {t('settings.conflictBy', {
                who: latest.changedBy,
                when: relative(latest.changedAt),
              })}
            </span>
          )}
          {differences.length > 0 ? (
            <ul className={styles.differences}>
              {differences.map(({ field, from, to }) => (
                <li key={field}>
                  {t('settings.conflictChange', {
                    name: t(`settings.field.${field}`),
                    from: days(from),
                    to: days(to),
                  })}
                </li>
              ))}
            </ul>
          ) : (
            <span>{t('settings.conflictNothing')}</span>
          )}
          <span>{t('settings.conflictKept')}</span>
          <Button
            className={styles.takeLatest}
            size="small"
            variant="secondary"
            onPress={onTakeLatest}
          >
            {t('settings.takeLatest')}
          </Button>
        </div>
      }
    />
  );
}
