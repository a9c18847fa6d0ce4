import { Alert, Button } from '@backstage/ui';
import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useDockerWatcherTranslation } from '../../hooks';
import { formatBytes } from '../../model';
import { MAX_EXPORT_BYTES } from '../../stream';
import { FailureAlert } from '../StateMessage';
import { ExportState } from './useEventExport';

/** How an export goes, and how it went. */
export function ExportStatus(props: {
  state: ExportState;
  /** Cancels it while it runs, and afterwards takes the message away. */
  onCancel: () => void;
}) {
  const { state, onCancel } = props;
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  const dismiss = (
    <Button size="small" variant="secondary" onPress={onCancel}>
      {t('eventsTab.export.dismiss')}
    </Button>
  );
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return (
        <Alert
          role="status"
          status="info"
          isPending
          title={t('eventsTab.export.running', {
            size: formatBytes(state.bytes, locale),
          })}
          customActions={
            <Button size="small" variant="secondary" onPress={onCancel}>
              {t('eventsTab.export.cancel')}
            </Button>
          }
        />
      );
    case 'done':
      return (
        <Alert
          role="status"
          status="success"
          icon
          title={t('eventsTab.export.done', {
            size: formatBytes(state.bytes, locale),
            name: state.name,
          })}
          customActions={dismiss}
        />
      );
    case 'tooLarge':
      return (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('eventsTab.export.failed')}
          description={t('eventsTab.export.tooLarge', {
            size: formatBytes(MAX_EXPORT_BYTES, locale),
          })}
          customActions={dismiss}
        />
      );
    case 'failed':
      return (
        <FailureAlert
          title={t('eventsTab.export.failed')}
          error={state.error}
        />
      );
    default: {
      const unknown: never = state;
      return unknown;
    }
  }
}
