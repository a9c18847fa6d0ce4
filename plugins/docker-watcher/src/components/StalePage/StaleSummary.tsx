import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { StalePage } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { formatBytes } from '../../model';

/** How many there are and what their removal would free, over all pages. */
export function StaleSummary(props: { page: StalePage; snoozed: boolean }) {
  const { totalItems, totals } = props.page;
  const { containerBytes, volumeBytes, unmeasured } = totals;
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  return (
    <Text as="p" role="status">
      <strong>
        {t(props.snoozed ? 'stale.snoozedCount' : 'stale.count', {
          count: totalItems,
        })}
      </strong>
      {'. '}
      {containerBytes + volumeBytes > 0 && (
        <>
          {t('stale.frees', { size: formatBytes(containerBytes, locale) })}
          {volumeBytes > 0 &&
            t('stale.andVolumes', { size: formatBytes(volumeBytes, locale) })}
          {'. '}
        </>
      )}
      {unmeasured > 0 && t('stale.unmeasured', { count: unmeasured })}
    </Text>
  );
}
