import { Text } from '@backstage/ui';
import { ContainerDetail } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { Note, Section } from '../Section';
import styles from './ContainerDetailPage.module.css';

/** Names of environment variables; there are no values to show. */
export function EnvironmentSection(props: { container: ContainerDetail }) {
  const { environmentNames, inspectedAt } = props.container;
  const { t } = useDockerWatcherTranslation();
  return (
    <Section title={t('detail.environment')}>
      <Note>{t('detail.environmentNote')}</Note>
      {environmentNames.length === 0 ? (
        <Text as="p" color="secondary">
          {t(inspectedAt ? 'detail.noEnvironment' : 'detail.notInspected')}
        </Text>
      ) : (
        <ul className={styles.names}>
          {[...environmentNames].sort().map(name => (
            <li key={name} className={styles.name}>
              {name}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
