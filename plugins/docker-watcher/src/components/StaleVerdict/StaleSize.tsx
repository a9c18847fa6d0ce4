import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { Reclaimable } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { formatBytes } from '../../model';
import styles from './StaleVerdict.module.css';

/** What the removal of a container frees, and what goes with it only when asked for. */
export function StaleSize(props: {
  reclaimable: Reclaimable | undefined;
  withImage?: boolean;
}) {
  const { reclaimable, withImage } = props;
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  if (!reclaimable) {
    return <span className={styles.note}>{t('stale.notMeasured')}</span>;
  }
  const { containerBytes, anonymousVolumes, volumeBytes, imageBytes } =
    reclaimable;
  return (
    <span className={styles.size}>
      <span>{formatBytes(containerBytes, locale)}</span>
      {anonymousVolumes > 0 && (
        <span className={styles.note}>
          {t('stale.volumes', {
            count: anonymousVolumes,
            size: formatBytes(volumeBytes, locale),
          })}
        </span>
      )}
      {withImage && imageBytes > 0 && (
        <span className={styles.note}>
          {t('stale.image', { size: formatBytes(imageBytes, locale) })}
        </span>
      )}
    </span>
  );
}
