import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { Checkbox, VisuallyHidden } from '@backstage/ui';
import {
  StaleContainer,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, useHostsByName } from '../../hooks';
import { StaleGroup, formatBytes, groupStale } from '../../model';
import { EntityLink } from '../EntityLinks/EntityLink';
import { HostName } from '../HostName';
import styles from './StalePage.module.css';
import { StaleRow } from './StaleRow';

/** Stale containers, in groups if wanted, each of which can be selected. */
export function StaleTable(props: {
  containers: readonly StaleContainer[];
  group: StaleGroup;
  selected: ReadonlySet<string>;
  onSelect: (refs: readonly string[], isSelected: boolean) => void;
  onSnooze: (container: StaleContainer) => void;
  onSnoozeEnded: (container: StaleContainer) => void;
  onFailed: (container: StaleContainer, message: string | undefined) => void;
}) {
  const { containers, group, selected, onSelect } = props;
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  const hosts = useHostsByName();
  const selectable = (some: readonly StaleContainer[]) =>
    some
      .filter(one => one.mayRemove && !one.stale.snoozedUntil)
      .map(containerResourceRef);

  const selectMany = ({
    of,
    label,
  }: {
    of: readonly StaleContainer[];
    label: string;
  }) => {
    const refs = selectable(of);
    const count = refs.filter(ref => selected.has(ref)).length;
    return (
      <Checkbox
        aria-label={label}
        isDisabled={refs.length === 0}
        isSelected={refs.length > 0 && count === refs.length}
        isIndeterminate={count > 0 && count < refs.length}
        onChange={isSelected => onSelect(refs, isSelected)}
      />
    );
  };

  return (
    <div className={styles.surface}>
      <table className={styles.table} aria-label={t('tabs.stale')}>
        <thead>
          <tr>
            <th scope="col" className={styles.check}>
              {selectMany({ of: containers, label: t('stale.selectAll') })}
            </th>
            <th scope="col">{t('stale.columns.name')}</th>
            <th scope="col">{t('stale.columns.reason')}</th>
            <th scope="col">{t('stale.columns.age')}</th>
            <th scope="col">{t('stale.columns.owner')}</th>
            <th scope="col">{t('stale.columns.size')}</th>
            <th scope="col">
              <VisuallyHidden>{t('stale.columns.actions')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        {groupStale(containers, group).map(each => (
          <tbody key={each.name}>
            {group !== 'none' && (
              <tr className={styles.group}>
                <th scope="rowgroup" className={styles.check}>
                  {selectMany({
                    of: each.containers,
                    label: t('stale.selectGroup', {
                      name: each.name || t('stale.nobody'),
                    }),
                  })}
                </th>
                <th scope="rowgroup" colSpan={4}>
                  {group === 'host' && (
                    <HostName name={each.name} host={hosts.get(each.name)} />
                  )}
                  {group === 'owner' &&
                    (each.name ? (
                      <EntityLink entityRef={each.name} />
                    ) : (
                      t('stale.nobody')
                    ))}
                </th>
                <th scope="rowgroup" colSpan={2}>
                  {formatBytes(each.bytes, locale)}
                </th>
              </tr>
            )}
            {each.containers.map(container => {
              const ref = containerResourceRef(container);
              return (
                <StaleRow
                  key={ref}
                  container={container}
                  isSelected={selected.has(ref)}
                  onSelect={isSelected => onSelect([ref], isSelected)}
                  onSnooze={() => props.onSnooze(container)}
                  onSnoozeEnded={() => props.onSnoozeEnded(container)}
                  onFailed={message => props.onFailed(container, message)}
                />
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}
