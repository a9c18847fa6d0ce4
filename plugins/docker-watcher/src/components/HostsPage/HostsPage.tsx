import { Container, Flex, Skeleton } from '@backstage/ui';
import { dockerWatcherHostReadPermission } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, useHosts } from '../../hooks';
import { classifyError } from '../../model';
import { NoHosts } from '../NoHosts';
import { FailureAlert, NotAllowedMessage, StaleAlert } from '../StateMessage';
import { HostCard } from './HostCard';
import styles from './HostsPage.module.css';

/** The Hosts tab. */
export function HostsPage() {
  const { t } = useDockerWatcherTranslation();
  const { data, error, dataUpdatedAt, refetch, isFetching } = useHosts();
  if (error && classifyError(error) === 'notAllowed') {
    return (
      <Container pb="8">
        <NotAllowedMessage permission={dockerWatcherHostReadPermission} />
      </Container>
    );
  }
  if (!data) {
    return (
      <Container pb="8">
        {error ? (
          <FailureAlert
            title={t('error.hosts')}
            error={error}
            onRetry={refetch}
            isRetrying={isFetching}
          />
        ) : (
          <div
            className={styles.list}
            role="status"
            aria-busy="true"
            aria-label={t('hosts.loading')}
          >
            <Skeleton height={260} width="100%" />
            <Skeleton height={260} width="100%" />
          </div>
        )}
      </Container>
    );
  }
  if (data.length === 0) {
    return (
      <Container pb="8">
        <NoHosts />
      </Container>
    );
  }
  return (
    <Container pb="8">
      <Flex direction="column" gap="4">
        {error && (
          <StaleAlert
            error={error}
            updatedAt={dataUpdatedAt}
            onRetry={refetch}
          />
        )}
        <ul className={styles.list} aria-label={t('hosts.listLabel')}>
          {data.map(host => (
            <li key={host.name} className={styles.item}>
              <HostCard host={host} />
            </li>
          ))}
        </ul>
      </Flex>
    </Container>
  );
}
