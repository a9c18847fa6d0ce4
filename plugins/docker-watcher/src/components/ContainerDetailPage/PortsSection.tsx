import { Text } from '@backstage/ui';
import { ContainerDetail, Host } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { PortView, describePorts } from '../../model';
import { PortLink } from '../PortList';
import { Note, Section } from '../Section';
import styles from './ContainerDetailPage.module.css';

function PortNote(props: { port: PortView }) {
  const { t } = useDockerWatcherTranslation();
  if (!props.port.published) {
    return <Note>{t('detail.portsNotPublished')}</Note>;
  }
  return props.port.hostOnly ? <Note>{t('detail.portsHostOnly')}</Note> : null;
}

/** Ports, as links through the host's addresses. */
export function PortsSection(props: {
  container: ContainerDetail;
  host: Host | undefined;
}) {
  const { container, host } = props;
  const { t } = useDockerWatcherTranslation();
  const ports = describePorts(container.ports, host?.addresses ?? []);
  const lacksAddress =
    host?.addresses.length === 0 && ports.some(port => port.published);
  return (
    <Section title={t('detail.ports')}>
      {ports.length === 0 ? (
        <Text as="p" color="secondary">
          {t('detail.noPorts')}
        </Text>
      ) : (
        <ul className={styles.plainList}>
          {ports.map(port => (
            <li key={port.key} className={styles.line}>
              <PortLink port={port} />
              <PortNote port={port} />
            </li>
          ))}
        </ul>
      )}
      {lacksAddress && <Note>{t('detail.portsNoAddress')}</Note>}
    </Section>
  );
}
