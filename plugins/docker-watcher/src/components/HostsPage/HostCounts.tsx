import { VisuallyHidden } from '@backstage/ui';
import { Host } from 'backstage-plugin-docker-watcher-common';
import { Link } from 'react-router-dom';
import { useDockerWatcherTranslation, usePaths } from '../../hooks';
import styles from './HostsPage.module.css';

/** How many containers a host has; each number leads to them. */
export function HostCounts(props: { host: Host }) {
  const { name, title, containers } = props.host;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const counts = [
    { id: 'total', filter: {} },
    { id: 'running', filter: { state: ['running' as const] } },
    { id: 'unhealthy', filter: { health: ['unhealthy' as const] } },
  ] as const;
  return (
    <ul className={styles.counts}>
      {counts.map(({ id, filter }) => {
        const count = containers[id];
        const bad = id === 'unhealthy' && count > 0;
        return (
          <li key={id}>
            <Link
              className={styles.count}
              to={paths.containers({
                host: [name],
                state: 'state' in filter ? [...filter.state] : [],
                health: 'health' in filter ? [...filter.health] : [],
              })}
            >
              <span
                className={
                  bad ? `${styles.number} ${styles.bad}` : styles.number
                }
              >
                {count.toLocaleString()}
              </span>{' '}
              {t(`hosts.${id}`)}{' '}
              <VisuallyHidden>
                {t('hosts.containersOf', { count, host: title })}
              </VisuallyHidden>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
