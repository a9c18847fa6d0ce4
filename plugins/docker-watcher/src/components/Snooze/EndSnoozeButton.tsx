import { Button } from '@backstage/ui';
import { Container } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, useSnooze } from '../../hooks';
import { messageOf } from '../../model';

/** Ends the snooze of a container's workload, which needs no question: it can be set again. */
export function EndSnoozeButton(props: {
  container: Pick<Container, 'host' | 'id' | 'name'>;
  onDone?: () => void;
  onFailed?: (message: string | undefined) => void;
}) {
  const { container, onDone, onFailed } = props;
  const { host, id, name } = container;
  const { t } = useDockerWatcherTranslation();
  const { end } = useSnooze();
  return (
    <Button
      size="small"
      variant="secondary"
      aria-label={t('snooze.endOf', { name })}
      isPending={end.isPending}
      onPress={() =>
        end.mutate(
          { host, id },
          {
            onSuccess: onDone,
            onError: error => onFailed?.(messageOf(error)),
          },
        )
      }
    >
      {t('snooze.end')}
    </Button>
  );
}
