import { Text } from '@backstage/ui';
import { Container, Page } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, useHostsByName } from '../../hooks';
import { ContainersUrlState } from '../../model';
import { ContainersTable } from '../ContainersTable';
import { HostNotices } from '../HostNotices';

/** The table of the entity's containers, and which of their hosts cannot be asked. */
export function ContainersSection(props: {
  page: Page<Container> | undefined;
  state: ContainersUrlState;
  isStale: boolean;
  onStateChange: (
    change: (before: ContainersUrlState) => ContainersUrlState,
  ) => void;
}) {
  const { page, state, isStale, onStateChange } = props;
  const { t } = useDockerWatcherTranslation();
  const hosts = useHostsByName();
  const involved = [...hosts.values()].filter(({ name }) =>
    page?.items.some(({ host }) => host === name),
  );
  return (
    <>
      <HostNotices hosts={involved} />
      <ContainersTable
        page={page}
        hosts={hosts}
        state={state}
        isStale={isStale}
        entityColumn="never"
        onStateChange={onStateChange}
        emptyState={
          <Text as="p" color="secondary">
            {t('entity.noneLinked')}
          </Text>
        }
      />
    </>
  );
}
