import { CleanupResult } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, useHostsByName } from '../../hooks';
import { shortId } from '../../model';
import { HostName } from '../HostName';
import { Note, SimpleTable } from '../Section';
import { StaleSize } from '../StaleVerdict';
import styles from './CleanupDialog.module.css';

/** What comes, or came, of each container. */
export function ResultsTable(props: {
  label: string;
  results: readonly CleanupResult[];
}) {
  const { label, results } = props;
  const { t } = useDockerWatcherTranslation();
  const hosts = useHostsByName();
  const isBad = ({ outcome }: CleanupResult) =>
    outcome === 'failed' || outcome === 'refused';
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      <SimpleTable
        label={label}
        columns={[
          t('cleanup.container'),
          t('filters.host'),
          t('cleanup.outcome'),
        ]}
        rows={results.map(result => ({
          key: `${result.host}/${result.id}`,
          cells: [
            result.name ?? shortId(result.id),
            <HostName
              key="host"
              name={result.host}
              host={hosts.get(result.host)}
              compact
            />,
            <span key="outcome">
              {result.outcome === 'removable' ? (
                <StaleSize reclaimable={result.reclaimable} />
              ) : (
                <>
                  <span className={isBad(result) ? styles.bad : undefined}>
                    {t(`cleanup.outcomes.${result.outcome}`)}
                  </span>
                  {result.reason && (
                    <>
                      {' '}
                      <Note>{result.reason}</Note>
                    </>
                  )}
                </>
              )}
            </span>,
          ],
        }))}
      />
    </div>
  );
}
