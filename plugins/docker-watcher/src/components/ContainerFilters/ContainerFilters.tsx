import { Button, SearchField, Switch, ToggleButton } from '@backstage/ui';
import { RiFilter3Line, RiQuestionLine, RiUserLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { useDebounced, useDockerWatcherTranslation } from '../../hooks';
import {
  CONTAINER_HEALTHS,
  CONTAINER_STATES,
  ContainersFilter,
} from '../../model';
import { HostLookup } from '../ContainersTable/HostLookup';
import { ActiveFilters } from './ActiveFilters';
import styles from './ContainerFilters.module.css';
import { DebouncedTextField } from './DebouncedTextField';
import { MultiSelect } from './MultiSelect';

/** Search and filters; the backend applies them, here they are only chosen. */
export function ContainerFilters(props: {
  filter: ContainersFilter;
  hosts: HostLookup;
  /** Compose projects to offer. */
  projects: string[];
  onChange: (
    change: Partial<ContainersFilter>,
    options?: { replace?: boolean },
  ) => void;
}) {
  const { filter, hosts, projects, onChange } = props;
  const { t } = useDockerWatcherTranslation();
  const [search, setSearch] = useDebounced(filter.q ?? '', q =>
    // Going on typing is one step for the back button.
    onChange({ q: q || undefined }, { replace: Boolean(q && filter.q) }),
  );
  const rare = [
    filter.image,
    filter.label,
    filter.stale,
    filter.removed,
  ].filter(Boolean).length;
  const [expanded, setExpanded] = useState(rare > 0);
  const moreId = useId();
  const same = (value: string) => ({ value, label: value });

  return (
    <div role="search" aria-label={t('filters.label')} className={styles.root}>
      <div className={styles.row}>
        <SearchField
          className={styles.search}
          size="small"
          aria-label={t('filters.search')}
          placeholder={t('filters.searchPlaceholder')}
          value={search}
          onChange={setSearch}
        />
        <MultiSelect
          label={t('filters.host')}
          options={[...hosts.values()].map(host => ({
            value: host.name,
            label: host.title,
          }))}
          value={filter.host}
          onChange={host => onChange({ host })}
          searchable={hosts.size > 8}
        />
        <MultiSelect
          label={t('filters.state')}
          options={CONTAINER_STATES.map(value => ({
            value,
            label: t(`state.${value}`),
          }))}
          value={filter.state}
          onChange={state => onChange({ state })}
        />
        <MultiSelect
          label={t('filters.health')}
          options={CONTAINER_HEALTHS.map(value => ({
            value,
            label: t(`health.${value}`),
          }))}
          value={filter.health}
          onChange={health => onChange({ health })}
        />
        <MultiSelect
          label={t('filters.project')}
          options={[...new Set([...projects, ...filter.project])]
            .sort((a, b) => a.localeCompare(b))
            .map(same)}
          value={filter.project}
          onChange={project => onChange({ project })}
          searchable={projects.length > 8}
        />
        {/* Nothing is both, so choosing one gives up the other. */}
        <ToggleButton
          size="small"
          iconStart={<RiUserLine />}
          isSelected={filter.ownedByMe}
          onChange={ownedByMe => onChange({ ownedByMe, unowned: false })}
        >
          {t('ownership.mine')}
        </ToggleButton>
        <ToggleButton
          size="small"
          iconStart={<RiQuestionLine />}
          isSelected={filter.unowned}
          onChange={unowned => onChange({ unowned, ownedByMe: false })}
        >
          {t('ownership.unowned')}
        </ToggleButton>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFilter3Line />}
          aria-expanded={expanded}
          aria-controls={moreId}
          onPress={() => setExpanded(!expanded)}
        >
          {rare > 0
            ? t('filters.moreWithCount', { number: String(rare) })
            : t('filters.more')}
        </Button>
      </div>
      <div
        id={moreId}
        className={`${styles.row} ${styles.more}`}
        hidden={!expanded}
      >
        {expanded && (
          <>
            <DebouncedTextField
              label={t('filters.image')}
              placeholder={t('filters.imagePlaceholder')}
              value={filter.image}
              onChange={image => onChange({ image })}
            />
            <DebouncedTextField
              label={t('filters.labelFilter')}
              placeholder={t('filters.labelPlaceholder')}
              value={filter.label}
              onChange={label => onChange({ label })}
            />
            <Switch
              label={t('filters.stale')}
              isSelected={filter.stale}
              onChange={stale => onChange({ stale })}
            />
            <Switch
              label={t('filters.removed')}
              isSelected={filter.removed}
              onChange={removed => onChange({ removed })}
            />
          </>
        )}
      </div>
      <ActiveFilters filter={filter} hosts={hosts} onChange={onChange} />
    </div>
  );
}
