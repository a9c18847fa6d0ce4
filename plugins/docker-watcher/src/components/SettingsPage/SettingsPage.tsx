import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Container, Flex, Skeleton } from '@backstage/ui';
import {
  dockerWatcherSettingsReadPermission,
  dockerWatcherSettingsUpdatePermission,
} from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, useSettings } from '../../hooks';
import { classifyError, messageOf } from '../../model';
import { Note } from '../Section';
import { FailureAlert, NotAllowedMessage, StaleAlert } from '../StateMessage';
import { SettingsForm } from './SettingsForm';
import { SettingsValuesView } from './SettingsValuesView';
import styles from './SettingsPage.module.css';

function ReadOnlyAlert() {
  const { t } = useDockerWatcherTranslation();
  return (
    <Alert
      role="note"
      status="info"
      icon
      title={t('settings.readOnlyTitle')}
      description={t('settings.readOnlyText', {
        permission: dockerWatcherSettingsUpdatePermission.name,
      })}
    />
  );
}

/** The Settings tab. */
export function SettingsPage() {
  const { t } = useDockerWatcherTranslation();
  const { data, error, dataUpdatedAt, refetch, isFetching } = useSettings();
  // A courtesy: the backend decides when it is asked to save.
  const update = usePermission({
    permission: dockerWatcherSettingsUpdatePermission,
  });
  if (error && classifyError(error) === 'notAllowed') {
    return (
      <Container pb="8">
        <NotAllowedMessage permission={dockerWatcherSettingsReadPermission}>
          <Note>{messageOf(error)}</Note>
        </NotAllowedMessage>
      </Container>
    );
  }
  if (!data || update.loading) {
    return (
      <Container pb="8">
        {error ? (
          <FailureAlert
            title={t('error.settings')}
            error={error}
            onRetry={refetch}
            isRetrying={isFetching}
          />
        ) : (
          <div
            className={styles.page}
            role="status"
            aria-busy="true"
            aria-label={t('settings.loading')}
          >
            <Skeleton height={300} width="100%" />
            <Skeleton height={160} width="100%" />
          </div>
        )}
      </Container>
    );
  }
  return (
    <Container pb="8">
      <div className={styles.page}>
        {(error || update.error) && (
          <Flex direction="column" gap="4">
            {error && (
              <StaleAlert
                error={error}
                updatedAt={dataUpdatedAt}
                onRetry={refetch}
              />
            )}
            {update.error && (
              <FailureAlert
                title={t('error.permission')}
                error={update.error}
                onRetry={() => window.location.reload()}
              />
            )}
          </Flex>
        )}
        {update.allowed ? (
          <SettingsForm latest={data} />
        ) : (
          <>
            {!update.error && <ReadOnlyAlert />}
            <SettingsValuesView settings={data} />
          </>
        )}
      </div>
    </Container>
  );
}
