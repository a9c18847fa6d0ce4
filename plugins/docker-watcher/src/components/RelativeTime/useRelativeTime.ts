import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useDockerWatcherTranslation, useNow } from '../../hooks';
import {
  formatDate,
  formatElapsed,
  formatExact,
  formatRelative,
} from '../../model';

/** Says a time in the reader's language, relative to now and exactly. */
export function useRelativeTime() {
  const { t } = useDockerWatcherTranslation();
  const now = useNow();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  return {
    relative: (iso: string | undefined): string => {
      const text = iso ? formatRelative(iso, now, locale) : undefined;
      if (text === undefined) {
        return t('time.unknown');
      }
      return text || t('time.justNow');
    },
    elapsed: (iso: string): string =>
      formatElapsed(iso, now, locale) ?? t('time.unknown'),
    date: (iso: string): string => formatDate(iso, locale) ?? t('time.unknown'),
    exact: (iso: string | undefined): string =>
      (iso && formatExact(iso, locale)) || t('time.unknown'),
  };
}
