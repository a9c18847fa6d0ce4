import { Badge, Text, VisuallyHidden } from '@backstage/ui';
import { RiFlaskLine } from '@remixicon/react';
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

/** The same where there is no room for the word. */
function SimulatedIcon() {
  const { t } = useDockerWatcherTranslation();
  return (
    <span className={styles.simulated} title={t('simulatedTitle')}>
      <RiFlaskLine className={styles.icon} aria-hidden />
      <VisuallyHidden>{t('simulated')}</VisuallyHidden>
    </span>
  );
}

/** A host by its title; by its name while the host itself is not known. */
export function HostName(props: {
  name: string;
  host: Host | undefined;
  /** On one line, for the rows of the list. */
  compact?: boolean;
}) {
  const { name, host, compact } = props;
  const title = host?.title ?? name;
  if (compact) {
    return (
      <span className={styles.line}>
        <span
          className={styles.title}
          title={title === name ? name : `${title} (${name})`}
        >
          {title}
        </span>
        {host?.simulated && <SimulatedIcon />}
      </span>
    );
  }
  return (
    <span className={styles.root}>
      <Text as="span" variant="body-medium" title={name}>
        {title}
      </Text>
      {host?.simulated && <SimulatedBadge />}
    </span>
  );
}
