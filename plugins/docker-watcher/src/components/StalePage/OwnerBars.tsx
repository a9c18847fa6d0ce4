import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { StaleContainer } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { formatBytes, groupStale } from '../../model';
import { EntityLink } from '../EntityLinks/EntityLink';
import { Section } from '../Section';
import styles from './StalePage.module.css';

const MOST_BARS = 6;

/** Whose stale containers take how much, the most first. */
export function OwnerBars(props: { containers: readonly StaleContainer[] }) {
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  const groups = groupStale(props.containers, 'owner')
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, MOST_BARS);
  if (groups.length < 2) {
    return null;
  }
  return (
    <Section title={t('stale.byOwner')} heading="h2">
      <ul className={styles.bars}>
        {groups.map(({ name, bytes }) => (
          <li key={name}>
            <span>
              {name ? <EntityLink entityRef={name} /> : t('stale.nobody')}
            </span>
            <span className={styles.track} aria-hidden>
              <span
                className={styles.fill}
                style={{ width: `${(100 * bytes) / groups[0].bytes}%` }}
              />
            </span>
            <span>{formatBytes(bytes, locale)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
