import { Button, Text } from '@backstage/ui';
import { Settings } from 'backstage-plugin-docker-watcher-common';
import { FormEvent, useRef, useState } from 'react';
import {
  useDockerWatcherTranslation,
  useSettingsForm,
  useUpdateSettings,
} from '../../hooks';
import {
  SETTING_FIELDS,
  classifyError,
  problemOf,
  toOverrides,
} from '../../model';
import { FailureAlert } from '../StateMessage';
import { ConflictAlert } from './ConflictAlert';
import { LastChange } from './LastChange';
import { SettingInput } from './SettingInput';
import { SettingsGroups } from './SettingsGroups';
import styles from './SettingsPage.module.css';

/** The settings to be changed: typed, checked, and saved all at once. */
export function SettingsForm(props: { latest: Settings }) {
  const { latest } = props;
  const { t } = useDockerWatcherTranslation();
  const form = useSettingsForm(latest);
  const { base, draft, isDirty } = form;
  const saving = useUpdateSettings();
  const element = useRef<HTMLFormElement>(null);
  const [wasAsked, setWasAsked] = useState(false);
  const focusOn = (name: string) =>
    element.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();

  const isOutdated = form.isOutdated && !saving.isPending;
  const failure =
    saving.error && !(isOutdated && classifyError(saving.error) === 'conflict')
      ? saving.error
      : undefined;

  const status = isDirty
    ? t('settings.unsaved')
    : (saving.isSuccess && t('settings.saved')) ||
      (wasAsked && t('settings.nothingToSave'));

  const save = (event: FormEvent) => {
    event.preventDefault();
    setWasAsked(true);
    if (!isDirty || saving.isPending) {
      return;
    }
    if (isOutdated) {
      element.current
        ?.querySelector<HTMLElement>('[role=alert] button')
        ?.focus();
      return;
    }
    const wrong = SETTING_FIELDS.find(field => problemOf(draft[field]));
    if (wrong) {
      focusOn(wrong);
      return;
    }
    saving.mutate(
      { version: base.version, overrides: toOverrides(draft) },
      { onSuccess: form.reset },
    );
  };

  return (
    <form
      ref={element}
      className={styles.page}
      aria-label={t('settings.formLabel')}
      noValidate
      onSubmit={save}
    >
      {isOutdated && (
        <ConflictAlert
          base={base}
          latest={latest}
          onTakeLatest={() => {
            saving.reset();
            form.takeLatest();
            focusOn(SETTING_FIELDS[0]);
          }}
        />
      )}
      {failure && (
        <FailureAlert title={t('error.saveSettings')} error={failure} />
      )}
      <SettingsGroups>
        {field => (
          <SettingInput
            field={field}
            draft={draft}
            base={base}
            isReadOnly={saving.isPending}
            onChange={text => {
              saving.reset();
              setWasAsked(false);
              form.setField(field, text);
            }}
          />
        )}
      </SettingsGroups>
      <div className={styles.actions}>
        {/* Never disabled, or it would lose the focus when it has done its work. */}
        <Button type="submit" isPending={saving.isPending}>
          {t('settings.save')}
        </Button>
        <Button
          variant="secondary"
          isDisabled={!isDirty || saving.isPending}
          onPress={() => {
            saving.reset();
            form.discard();
            focusOn(SETTING_FIELDS[0]);
          }}
        >
          {t('settings.discard')}
        </Button>
        <Text as="span" role="status" variant="body-small" color="secondary">
          {status}
        </Text>
      </div>
      <LastChange settings={latest} />
    </form>
  );
}
