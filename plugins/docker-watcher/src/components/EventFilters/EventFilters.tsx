import { Button, SearchField, Select, Switch } from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import { useId, useState } from 'react';
import { useDebounced, useDockerWatcherTranslation } from '../../hooks';
import {
  EVENT_KINDS,
  EVENT_SEVERITIES,
  EventsUrlFilter,
  RANGE_NAMES,
  SOURCES_IN_USE,
  toEventsFilter,
} from '../../model';
import { DebouncedTextField, MultiSelect } from '../ContainerFilters';
import { HostLookup } from '../ContainersTable/HostLookup';
import { useKindName } from '../EventIcon';
import { ActiveEventFilters } from './ActiveEventFilters';
import styles from './EventFilters.module.css';
import { RangePicker } from './RangePicker';

const CUSTOM = 'custom' as const;

/** A time range that reaches to now, as one between two times. */
function asBetween(filter: EventsUrlFilter): { since: string; until: string } {
  if (!('name' in filter.range)) {
    return filter.range;
  }
  const now = Date.now();
  const { name } = filter.range;
  const { since } = toEventsFilter(
    { ...filter, range: { name: name === 'all' ? '30d' : name } },
    now,
  );
  return {
    since: since ?? new Date(0).toISOString(),
    until: new Date(now).toISOString(),
  };
}

/** Search and filters; the backend applies them, here they are only chosen. */
export function EventFilters(props: {
  filter: EventsUrlFilter;
  hosts: HostLookup;
  onChange: (
    change: Partial<EventsUrlFilter>,
    options?: { replace?: boolean },
  ) => void;
}) {
  const { filter, hosts, onChange } = props;
  const { t } = useDockerWatcherTranslation();
  const kindName = useKindName();
  const [search, setSearch] = useDebounced(filter.q ?? '', q =>
    // Going on typing is one step for the back button.
    onChange({ q: q || undefined }, { replace: Boolean(q && filter.q) }),
  );
  const rare =
    filter.entityRef.length +
    filter.workload.length +
    (filter.ownedByMe ? 1 : 0);
  const [expanded, setExpanded] = useState(rare > 0);
  const moreId = useId();
  const { range } = filter;

  return (
    <div
      role="search"
      aria-label={t('eventsTab.filters.label')}
      className={styles.root}
    >
      <div className={styles.row}>
        <SearchField
          className={styles.search}
          size="small"
          aria-label={t('eventsTab.filters.search')}
          placeholder={t('eventsTab.filters.searchPlaceholder')}
          value={search}
          onChange={setSearch}
        />
        <Select
          className={styles.range}
          aria-label={t('eventsTab.filters.range')}
          size="small"
          options={[...RANGE_NAMES, CUSTOM].map(value => ({
            value,
            label: t(`eventsTab.range.${value}`),
          }))}
          value={'name' in range ? range.name : CUSTOM}
          onChange={key => {
            const name = RANGE_NAMES.find(each => each === key);
            onChange({ range: name ? { name } : asBetween(filter) });
          }}
        />
        <MultiSelect
          label={t('eventsTab.filters.severity')}
          options={EVENT_SEVERITIES.map(value => ({
            value,
            label: t(`eventsTab.severity.${value}`),
          }))}
          value={filter.severity}
          onChange={severity => onChange({ severity })}
        />
        <MultiSelect
          label={t('eventsTab.filters.source')}
          options={SOURCES_IN_USE.map(value => ({
            value,
            label: t(`eventsTab.source.${value}`),
          }))}
          value={filter.source}
          onChange={source => onChange({ source })}
        />
        <MultiSelect
          label={t('eventsTab.filters.kind')}
          options={EVENT_KINDS.map(value => ({
            value,
            label: kindName(value),
          }))}
          value={filter.kind}
          onChange={kind => onChange({ kind })}
          searchable
        />
        <MultiSelect
          label={t('eventsTab.filters.host')}
          options={[...hosts.values()].map(host => ({
            value: host.name,
            label: host.title,
          }))}
          value={filter.host}
          onChange={host => onChange({ host })}
          searchable={hosts.size > 8}
        />
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
      {!('name' in range) && (
        <div className={styles.row}>
          <RangePicker
            range={range}
            onChange={between => onChange({ range: between })}
          />
        </div>
      )}
      <div
        id={moreId}
        className={`${styles.row} ${styles.more}`}
        hidden={!expanded}
      >
        {expanded && (
          <>
            <DebouncedTextField
              label={t('eventsTab.filters.entity')}
              placeholder={t('eventsTab.filters.entityPlaceholder')}
              value={filter.entityRef[0]}
              onChange={ref => onChange({ entityRef: ref ? [ref] : [] })}
            />
            <DebouncedTextField
              label={t('eventsTab.filters.workload')}
              placeholder={t('eventsTab.filters.workloadPlaceholder')}
              value={filter.workload[0]}
              onChange={name => onChange({ workload: name ? [name] : [] })}
            />
            <Switch
              label={t('eventsTab.filters.ownedByMe')}
              isSelected={filter.ownedByMe}
              onChange={ownedByMe => onChange({ ownedByMe })}
            />
          </>
        )}
      </div>
      <ActiveEventFilters filter={filter} hosts={hosts} onChange={onChange} />
    </div>
  );
}
