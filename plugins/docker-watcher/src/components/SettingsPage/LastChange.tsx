import { Settings } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { EntityLink } from '../EntityLinks';
import { useRelativeTime } from '../RelativeTime';
import styles from './SettingsPage.module.css';

/** Who changed the settings last, and when. */
export function LastChange(props: { settings: Settings }) {
  const { changedAt, changedBy } = props.settings;
  const { t } = useDockerWatcherTranslation();
  const { relative, exact } = useRelativeTime();
  if (!changedAt || !changedBy) {
    return <p className={styles.lastChange}>{t('settings.neverChanged')}</p>;
  }
  return (
    <p className={styles.lastChange}>
      <time dateTime={changedAt} title={exact(changedAt)}>
        {t('settings.lastChanged', { when: relative(changedAt) })}
      </time>{' '}
      <EntityLink entityRef={changedBy} />
    </p>
  );
}
