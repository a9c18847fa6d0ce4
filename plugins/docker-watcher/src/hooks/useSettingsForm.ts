import { useQueryClient } from '@tanstack/react-query';
import { Settings } from 'backstage-plugin-docker-watcher-common';
import { useEffect, useState } from 'react';
import {
  SettingField,
  SettingsDraft,
  draftOf,
  isChanged,
  rebaseDraft,
} from '../model';

const KEPT_FORM = ['docker-watcher-settings-form'];

interface Form {
  /** The settings that the draft was begun from. */
  base: Settings;
  draft: SettingsDraft;
}

/**
 * What is typed into the settings, on top of those that it was begun from.
 *
 * @remarks It is kept while the reader looks at another tab, and the browser asks
 * before it closes the page over it. While nothing is typed the form follows the
 * settings; afterwards they go on beside it, as `latest`, until the reader takes them.
 */
export function useSettingsForm(latest: Settings) {
  const queryClient = useQueryClient();
  const [form, setForm] = useState<Form>(
    () =>
      queryClient.getQueryData<Form>(KEPT_FORM) ?? {
        base: latest,
        draft: draftOf(latest.overrides),
      },
  );
  const isDirty = isChanged(form.draft, form.base);
  const { base, draft } = isDirty
    ? form
    : { base: latest, draft: draftOf(latest.overrides) };

  useEffect(() => {
    if (!isDirty) {
      queryClient.removeQueries({ queryKey: KEPT_FORM });
      return undefined;
    }
    queryClient.setQueryDefaults(KEPT_FORM, { gcTime: Infinity });
    queryClient.setQueryData(KEPT_FORM, form);
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [queryClient, form, isDirty]);

  return {
    base,
    draft,
    isDirty,
    /** Somebody else has changed the settings since the draft was begun. */
    isOutdated: isDirty && base.version !== latest.version,
    /** @param text - `undefined` to follow the configuration. */
    setField: (field: SettingField, text: string | undefined) => {
      const { [field]: _, ...others } = draft;
      setForm({
        base,
        draft: text === undefined ? others : { ...others, [field]: text },
      });
    },
    discard: () => setForm({ base: latest, draft: draftOf(latest.overrides) }),
    /** Takes what others have set, and keeps what was typed. */
    takeLatest: () =>
      setForm({ base: latest, draft: rebaseDraft(draft, base, latest) }),
    /** To be called with what was saved. */
    reset: (saved: Settings) =>
      setForm({ base: saved, draft: draftOf(saved.overrides) }),
  };
}
