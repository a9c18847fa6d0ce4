import { Text } from '@backstage/ui';
import { ContainerDetail } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { Mono, Section, SimpleTable } from '../Section';

/** The networks the container is attached to. */
export function NetworksSection(props: { container: ContainerDetail }) {
  const { networks } = props.container;
  const { t } = useDockerWatcherTranslation();
  return (
    <Section title={t('detail.networks')}>
      {networks.length === 0 ? (
        <Text as="p" color="secondary">
          {t('detail.noNetworks')}
        </Text>
      ) : (
        <SimpleTable
          label={t('detail.networks')}
          columns={[
            t('detail.networkName'),
            t('detail.networkAddress'),
            t('detail.networkAliases'),
          ]}
          rows={networks.map(network => ({
            key: network.name,
            cells: [
              network.name,
              <Mono>{network.ipAddress ?? t('empty')}</Mono>,
              network.aliases.join(', ') || t('empty'),
            ],
          }))}
        />
      )}
    </Section>
  );
}
