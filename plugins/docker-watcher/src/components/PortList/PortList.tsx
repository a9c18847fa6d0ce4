import { Text } from '@backstage/ui';
import { Container, Host } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { describePorts } from '../../model';
import { PortLink } from './PortLink';
import styles from './PortList.module.css';

const SHOWN = 3;

/** The published ports of a container in a row of the list. */
export function PortList(props: {
  container: Pick<Container, 'ports'>;
  host: Host | undefined;
}) {
  const { t } = useDockerWatcherTranslation();
  const ports = describePorts(
    props.container.ports,
    props.host?.addresses ?? [],
  ).filter(port => port.published);
  if (ports.length === 0) {
    return (
      <Text as="span" color="secondary">
        {t('empty')}
      </Text>
    );
  }
  const hidden = ports.slice(SHOWN);
  return (
    <ul className={styles.list}>
      {ports.slice(0, SHOWN).map(port => (
        <li key={port.key}>
          <PortLink port={port} />
        </li>
      ))}
      {hidden.length > 0 && (
        <li
          className={`${styles.port} ${styles.plain}`}
          title={hidden.map(port => port.label).join(', ')}
        >
          {t('containers.morePorts', { number: String(hidden.length) })}
        </li>
      )}
    </ul>
  );
}
