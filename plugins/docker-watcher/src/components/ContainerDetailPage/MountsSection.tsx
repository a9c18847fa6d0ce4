import { Text } from '@backstage/ui';
import { ContainerDetail } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { Mono, Section, SimpleTable } from '../Section';

/** What is mounted into the container, and where from. */
export function MountsSection(props: { container: ContainerDetail }) {
  const { mounts, inspectedAt } = props.container;
  const { t } = useDockerWatcherTranslation();
  return (
    <Section title={t('detail.mounts')}>
      {mounts.length === 0 ? (
        <Text as="p" color="secondary">
          {t(inspectedAt ? 'detail.noMounts' : 'detail.notInspected')}
        </Text>
      ) : (
        <SimpleTable
          label={t('detail.mounts')}
          columns={[
            t('detail.mountDestination'),
            t('detail.mountSource'),
            t('detail.mountType'),
            t('detail.mountMode'),
          ]}
          rows={mounts.map(mount => ({
            key: mount.destination,
            cells: [
              <Mono>{mount.destination}</Mono>,
              <Mono>{mount.name ?? mount.source ?? t('empty')}</Mono>,
              mount.type,
              t(
                mount.readOnly
                  ? 'detail.mountReadOnly'
                  : 'detail.mountReadWrite',
              ),
            ],
          }))}
        />
      )}
    </Section>
  );
}
