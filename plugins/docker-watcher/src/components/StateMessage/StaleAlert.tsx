import { Alert, Button } from '@backstage/ui';
import { useDockerWatcherTranslation } from '../../hooks';
import { messageOf } from '../../model';
import { useRelativeTime } from '../RelativeTime';

/** Said above content that could not be refreshed and is shown as it was. */
export function StaleAlert(props: {
  error: unknown;
  updatedAt: number;
  onRetry: () => void;
}) {
  const { t } = useDockerWatcherTranslation();
  const { relative } = useRelativeTime();
  const when = relative(new Date(props.updatedAt).toISOString());
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('notice.refreshFailed', { when })}
      description={messageOf(props.error)}
      customActions={
        <Button size="small" variant="secondary" onPress={props.onRetry}>
          {t('actions.retry')}
        </Button>
      }
    />
  );
}
