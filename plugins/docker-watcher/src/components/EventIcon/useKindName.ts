import { useDockerWatcherTranslation } from '../../hooks';
import { isEventKind } from '../../model';

/** Names kinds of events; one that a newer backend tells of stays as it is. */
export function useKindName(): (kind: string) => string {
  const { t } = useDockerWatcherTranslation();
  return kind => (isEventKind(kind) ? t(`events.kind.${kind}`) : kind);
}
