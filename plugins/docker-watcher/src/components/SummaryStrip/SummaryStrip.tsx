import { Skeleton } from '@backstage/ui';
import { useDockerWatcherTranslation, usePaths, useSummary } from '../../hooks';
import {
  ContainersFilter,
  classifyError,
  isSelected,
  summarize,
} from '../../model';
import { FailureAlert } from '../StateMessage';
import { CountList } from './CountList';

/**
 * The numbers above the list. Each is a link to the list of what it counts, so it
 * can be opened elsewhere and the back button undoes it.
 */
export function SummaryStrip(props: { filter: ContainersFilter }) {
  const { filter } = props;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const { data, error, refetch, isFetching } = useSummary();

  if (error && classifyError(error) === 'notAllowed') {
    // The list below says so.
    return null;
  }
  if (!data) {
    return error ? (
      <FailureAlert
        title={t('error.summary')}
        error={error}
        onRetry={refetch}
        isRetrying={isFetching}
      />
    ) : (
      <Skeleton height={62} />
    );
  }
  return (
    <CountList
      label={t('summary.label')}
      counts={summarize(data)}
      hrefOf={each =>
        each.id === 'stale' ? paths.stale() : paths.containers(each.filter)
      }
      isCurrent={each => isSelected(each, filter)}
    />
  );
}
