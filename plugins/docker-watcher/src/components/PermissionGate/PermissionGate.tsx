import { usePermission } from '@backstage/plugin-permission-react';
import { Container, Flex, Skeleton } from '@backstage/ui';
import { RiLock2Line } from '@remixicon/react';
import { dockerWatcherUsePermission } from 'backstage-plugin-docker-watcher-common';
import { ReactNode } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import { FailureAlert, StateMessage } from '../StateMessage';

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
        <StateMessage
          icon={RiLock2Line}
          title={t('noPermission.title')}
          text={t('noPermission.text', {
            permission: dockerWatcherUsePermission.name,
          })}
        />
      </Container>
    );
  }
  return <>{props.children}</>;
}
