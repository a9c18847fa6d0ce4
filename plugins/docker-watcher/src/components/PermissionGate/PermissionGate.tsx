import { usePermission } from '@backstage/plugin-permission-react';
import { Container, Flex, Skeleton } from '@backstage/ui';
import { dockerWatcherUsePermission } from 'backstage-plugin-docker-watcher-common';
import { ReactNode } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import { FailureAlert, NotAllowedMessage } from '../StateMessage';

/**
 * Shows the plugin to those who may use it.
 *
 * @remarks This is a courtesy, the backend decides. It stands inside the page
 * because a predicate on the extension that fails would take the whole app down.
 */
export function PermissionGate(props: { children: ReactNode }) {
  const { t } = useDockerWatcherTranslation();
  const { loading, allowed, error } = usePermission({
    permission: dockerWatcherUsePermission,
  });
  if (error) {
    return (
      <Container pb="8">
        <FailureAlert
          title={t('error.permission')}
          error={error}
          onRetry={() => window.location.reload()}
        />
      </Container>
    );
  }
  if (loading) {
    return (
      <Container pb="8">
        <Flex direction="column" gap="2" aria-busy="true">
          <Skeleton height={64} />
          <Skeleton height={320} />
        </Flex>
      </Container>
    );
  }
  if (!allowed) {
    return (
      <Container pb="8">
        <NotAllowedMessage permission={dockerWatcherUsePermission} />
      </Container>
    );
  }
  return <>{props.children}</>;
}
