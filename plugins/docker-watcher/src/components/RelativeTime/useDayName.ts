import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useDockerWatcherTranslation, useNow } from '../../hooks';
import { describeDay } from '../../model';

/** Names days such as `2026-01-31` in the reader's language. */
export function useDayName(): (date: string) => string {
  const { t } = useDockerWatcherTranslation();
  const now = useNow();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  return date => {
    const name = describeDay(date, now, locale);
    return name.kind === 'date' ? name.text : t(`time.${name.kind}`);
  };
}
