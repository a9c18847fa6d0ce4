import { RiServerLine } from '@remixicon/react';
import { useDockerWatcherTranslation } from '../../hooks';
import { Snippet } from '../Snippet';
import { StateMessage } from '../StateMessage';

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
      <Snippet label={t('hosts.noneSnippetLabel')} text={SNIPPET} />
    </StateMessage>
  );
}
