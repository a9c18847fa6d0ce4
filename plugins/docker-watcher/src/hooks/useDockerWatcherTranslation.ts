import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { dockerWatcherTranslationRef } from '../translation';

/** Looks a text up by its key. */
export type Translate = TranslationFunction<
  typeof dockerWatcherTranslationRef.T
>;

/** The texts of the plugin in the reader's language. */
export function useDockerWatcherTranslation(): { t: Translate } {
  return useTranslationRef(dockerWatcherTranslationRef);
}
