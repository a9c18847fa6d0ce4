import { Alert, Button } from '@backstage/ui';
import { useDockerWatcherTranslation } from '../../hooks';
import { messageOf } from '../../model';

/** What failed, why as far as the backend told, and the way to try again. */
export function FailureAlert(props: {
  title: string;
  error: unknown;
  onRetry?: () => void;
  isRetrying?: boolean;
}) {
  const { title, error, onRetry, isRetrying } = props;
  const { t } = useDockerWatcherTranslation();
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={title}
      description={messageOf(error)}
      customActions={
        onRetry && (
          <Button
            size="small"
            variant="secondary"
            isPending={isRetrying}
            onPress={onRetry}
          >
            {t('actions.retry')}
          </Button>
        )
      }
    />
  );
}
