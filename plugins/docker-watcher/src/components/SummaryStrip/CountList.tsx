import { Link } from 'react-router-dom';
import { useDockerWatcherTranslation } from '../../hooks';
import { SummaryCount } from '../../model';
import styles from './SummaryStrip.module.css';

/** Numbers that are each a link to the list of what they count. */
export function CountList(props: {
  label: string;
  counts: SummaryCount[];
  hrefOf: (count: SummaryCount) => string;
  /** Whether that list is what the reader looks at. */
  isCurrent?: (count: SummaryCount) => boolean;
}) {
  const { label, counts, hrefOf, isCurrent } = props;
  const { t } = useDockerWatcherTranslation();
  return (
    <nav aria-label={label}>
      <ul className={styles.list}>
        {counts.map(each => {
          const selected = isCurrent?.(each) ?? false;
          return (
            <li key={each.id}>
              <Link
                to={hrefOf(each)}
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
