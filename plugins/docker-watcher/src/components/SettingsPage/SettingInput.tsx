import { Button, TextField } from '@backstage/ui';
import { Settings } from 'backstage-plugin-docker-watcher-common';
import { useId, useRef } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import {
  SettingField,
  SettingsDraft,
  formatDays,
  getSetting,
  isFieldChanged,
  problemOf,
} from '../../model';
import styles from './SettingsPage.module.css';

/**
 * One number of days: what it is or will be, where it comes from, and the way back to
 * the configuration.
 */
export function SettingInput(props: {
  field: SettingField;
  draft: SettingsDraft;
  base: Settings;
  isReadOnly: boolean;
  onChange: (text: string | undefined) => void;
}) {
  const { field, draft, base, isReadOnly, onChange } = props;
  const { t } = useDockerWatcherTranslation();
  const originId = useId();
  const root = useRef<HTMLDivElement>(null);
  const text = draft[field];
  const problem = problemOf(text);
  return (
    <>
      <TextField
        ref={root}
        className={styles.input}
        size="small"
        name={field}
        label={t(`settings.field.${field}`)}
        secondaryLabel={t('settings.days')}
        aria-describedby={originId}
        inputMode="numeric"
        autoComplete="off"
        // What the configuration says stands there to be read and to be typed over.
        value={text ?? formatDays(getSetting(base.defaults, field))}
        onChange={onChange}
        isReadOnly={isReadOnly}
        validationBehavior="aria"
        validate={() => problem && t(`settings.problem.${problem}`)}
      />
      <div className={styles.origin}>
        <span id={originId}>{useOrigin(field, draft, base)}</span>
        {text !== undefined && (
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('settings.resetField', {
              name: t(`settings.field.${field}`),
            })}
            isDisabled={isReadOnly}
            onPress={() => {
              onChange(undefined);
              // The button goes away, and must not take the focus along.
              root.current?.querySelector('input')?.focus();
            }}
          >
            {t('settings.reset')}
          </Button>
        )}
      </div>
    </>
  );
}

/** Says where the value comes from, and what is in force while it is not saved. */
function useOrigin(
  field: SettingField,
  draft: SettingsDraft,
  base: Settings,
): string {
  const { t } = useDockerWatcherTranslation();
  const daysOf = (values: Settings['values']) =>
    t('settings.dayCount', { number: formatDays(getSetting(values, field)) });
  const isSet = getSetting(base.overrides, field) !== undefined;
  if (!isFieldChanged(draft, base, field)) {
    return isSet
      ? t('settings.origin.here', { days: daysOf(base.defaults) })
      : t('settings.origin.config');
  }
  const days = daysOf(base.values);
  if (draft[field] === undefined) {
    return t('settings.origin.unsavedReset', { days });
  }
  return isSet
    ? t('settings.origin.unsavedHere', { days })
    : t('settings.origin.unsavedConfig', { days });
}
