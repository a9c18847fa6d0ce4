import { usePermission } from '@backstage/plugin-permission-react';
import { Container, Flex, Skeleton } from '@backstage/ui';
import { dockerWatcherUsePermission } from 'backstage-plugin-docker-watcher-common';
import { Fragment, ReactNode } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import { FailureAlert, NotAllowedMessage } from '../StateMessage';

function PageMargins(props: { children: ReactNode }) {
  return <Container pb="8">{props.children}</Container>;
}

/**
 * Shows the plugin to those who may use it.
 *
 * @remarks This is a courtesy, the backend decides. It stands inside the page
 * because a predicate on the extension that fails would take the whole app down.
 */
export function PermissionGate(props: {
  /** Whether it is only part of a page, which has its own margins. */
  isPart?: boolean;
  children: ReactNode;
}) {
  const { t } = useDockerWatcherTranslation();
  const { loading, allowed, error } = usePermission({
    permission: dockerWatcherUsePermission,
  });
  const Margins = props.isPart ? Fragment : PageMargins;
  if (error) {
    return (
      <Margins>
        <FailureAlert
          title={t('error.permission')}
          error={error}
          onRetry={() => window.location.reload()}
        />
      </Margins>
    );
  }
  if (loading) {
    return (
      <Margins>
        <Flex direction="column" gap="2" aria-busy="true">
          <Skeleton height={64} />
          <Skeleton height={320} />
        </Flex>
      </Margins>
    );
  }
  if (!allowed) {
    return (
      <Margins>
        <NotAllowedMessage
          permission={dockerWatcherUsePermission}
          heading={props.isPart ? 'h4' : 'h2'}
        />
      </Margins>
    );
  }
  return <>{props.children}</>;
}
