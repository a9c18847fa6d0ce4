import { Badge, Text } from '@backstage/ui';
import { Host } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import styles from './HostName.module.css';

/** Says that a host is pretended, wherever something of it is shown. */
export function SimulatedBadge() {
  const { t } = useDockerWatcherTranslation();
  return (
    <Badge size="small" title={t('simulatedTitle')}>
      {t('simulated')}
    </Badge>
  );
}

/** A host by its title; by its name while the host itself is not known. */
export function HostName(props: { name: string; host: Host | undefined }) {
  const { name, host } = props;
  return (
    <span className={styles.root}>
      <Text as="span" variant="body-medium" title={name}>
        {host?.title ?? name}
      </Text>
      {host?.simulated && <SimulatedBadge />}
    </span>
  );
}
