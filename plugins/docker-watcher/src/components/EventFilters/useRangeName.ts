import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useDockerWatcherTranslation } from '../../hooks';
import { EventsRange, formatMinute } from '../../model';

/** Names time ranges in the reader's language and zone. */
export function useRangeName(): (range: EventsRange) => string {
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  return range =>
    'name' in range
      ? t(`eventsTab.range.${range.name}`)
      : t('eventsTab.filters.between', {
          since: formatMinute(range.since, locale) ?? range.since,
          until: formatMinute(range.until, locale) ?? range.until,
        });
}
