import { RiServerLine } from '@remixicon/react';
import { useDockerWatcherTranslation } from '../../hooks';
import { CopyButton } from '../CopyButton';
import { StateMessage } from '../StateMessage';
import styles from './NoHosts.module.css';

const SNIPPET = `dockerWatcher:
  hosts:
    - name: local
      url: unix:///var/run/docker.sock
      addresses: [localhost]`;

/** Said while no host is configured, with what to paste where. */
export function NoHosts() {
  const { t } = useDockerWatcherTranslation();
  return (
    <StateMessage
      icon={RiServerLine}
      title={t('hosts.noneTitle')}
      text={t('hosts.noneText')}
    >
      <div className={styles.root}>
        <pre className={styles.code} aria-label={t('hosts.noneSnippetLabel')}>
          <code>{SNIPPET}</code>
        </pre>
        <CopyButton text={SNIPPET} what={t('hosts.noneSnippetLabel')} />
      </div>
    </StateMessage>
  );
}
