import { Skeleton } from '@backstage/ui';
import { Link } from 'react-router-dom';
import { useDockerWatcherTranslation, usePaths, useSummary } from '../../hooks';
import {
  ContainersFilter,
  classifyError,
  isSelected,
  summarize,
} from '../../model';
import { FailureAlert } from '../StateMessage';
import styles from './SummaryStrip.module.css';

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
    <nav aria-label={t('summary.label')}>
      <ul className={styles.list}>
        {summarize(data).map(each => {
          const selected = isSelected(each, filter);
          return (
            <li key={each.id}>
              <Link
                to={paths.containers(each.filter)}
                aria-current={selected ? 'true' : undefined}
                className={
                  selected ? `${styles.count} ${styles.selected}` : styles.count
                }
              >
                <span
                  className={`${styles.number} ${
                    each.count > 0 ? styles[each.tone] : styles.neutral
                  }`}
                >
                  {each.count.toLocaleString()}
                </span>{' '}
                <span className={styles.label}>{t(`summary.${each.id}`)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
