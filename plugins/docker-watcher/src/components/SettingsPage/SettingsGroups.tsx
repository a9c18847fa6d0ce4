import { ReactNode } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import { SettingField } from '../../model';
import { Note, Section } from '../Section';
import styles from './SettingsPage.module.css';

const GROUPS: { name: 'retention' | 'stale'; fields: SettingField[] }[] = [
  { name: 'retention', fields: ['info', 'warn', 'error'] },
  { name: 'stale', fields: ['stale'] },
];

/** The settings by what they are about, each drawn by the caller. */
export function SettingsGroups(props: {
  children: (field: SettingField) => ReactNode;
}) {
  const { t } = useDockerWatcherTranslation();
  return (
    <>
      {GROUPS.map(({ name, fields }) => (
        <Section key={name} heading="h2" title={t(`settings.group.${name}`)}>
          <div className={styles.group}>
            <Note>{t(`settings.group.${name}Text`)}</Note>
            <div className={styles.fields}>
              {fields.map(field => (
                <div key={field} className={styles.field}>
                  {props.children(field)}
                </div>
              ))}
            </div>
          </div>
        </Section>
      ))}
    </>
  );
}
