import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { SearchField, Select, ToggleButton } from '@backstage/ui';
import { RiAlarmSnoozeLine, RiUserLine } from '@remixicon/react';
import {
  useDebounced,
  useDockerWatcherTranslation,
  useHostsByName,
} from '../../hooks';
import {
  STALE_AGES,
  STALE_GROUPS,
  STALE_ORDERS,
  STALE_SIZES,
  StaleUrlState,
  formatBytes,
} from '../../model';
import { MultiSelect } from '../ContainerFilters/MultiSelect';
import styles from './StalePage.module.css';

const ANY = 'any';

/** What narrows the list of stale containers down, and how it is shown. */
export function StaleFilters(props: {
  state: StaleUrlState;
  /** Owners to offer, as references of entities. */
  owners: string[];
  onChange: (
    changes: Partial<StaleUrlState>,
    options?: { replace?: boolean },
  ) => void;
}) {
  const { state, owners, onChange } = props;
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  const hosts = useHostsByName();
  const [search, setSearch] = useDebounced(state.q ?? '', q =>
    onChange({ q: q || undefined }, { replace: Boolean(q && state.q) }),
  );
  const least = (
    name: 'minBytes' | 'minDays',
    options: { label: string; any: string; values: number[] },
    say: (value: number) => string,
  ) => (
    <Select
      className={styles.select}
      aria-label={options.label}
      size="small"
      options={[
        { value: ANY, label: options.any },
        ...[
          ...new Set([
            ...options.values,
            ...(state[name] ? [state[name]] : []),
          ]),
        ]
          .sort((a, b) => a - b)
          .map(value => ({
            value: String(value),
            label: t('stale.filters.atLeast', { what: say(value) }),
          })),
      ]}
      value={String(state[name] ?? ANY)}
      onChange={value =>
        onChange({ [name]: value === ANY ? undefined : Number(value) })
      }
    />
  );
  return (
    <div
      role="search"
      aria-label={t('stale.filters.label')}
      className={styles.filters}
    >
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('stale.filters.search')}
        placeholder={t('stale.filters.search')}
        value={search}
        onChange={setSearch}
      />
      <MultiSelect
        label={t('filters.host')}
        options={[...hosts.values()].map(host => ({
          value: host.name,
          label: host.title,
        }))}
        value={state.host}
        onChange={host => onChange({ host })}
      />
      <MultiSelect
        label={t('stale.filters.owner')}
        options={[...new Set([...owners, ...state.owner])]
          .sort()
          .map(value => ({ value, label: value }))}
        value={state.owner}
        onChange={owner => onChange({ owner })}
      />
      {least(
        'minDays',
        {
          label: t('stale.filters.age'),
          any: t('stale.filters.anyAge'),
          values: STALE_AGES,
        },
        value => t('stale.days', { count: value }),
      )}
      {least(
        'minBytes',
        {
          label: t('stale.filters.size'),
          any: t('stale.filters.anySize'),
          values: STALE_SIZES,
        },
        value => formatBytes(value, locale),
      )}
      <ToggleButton
        size="small"
        iconStart={<RiUserLine />}
        isSelected={state.ownedByMe}
        onChange={ownedByMe => onChange({ ownedByMe })}
      >
        {t('ownership.mine')}
      </ToggleButton>
      <ToggleButton
        size="small"
        iconStart={<RiAlarmSnoozeLine />}
        isSelected={state.snoozed}
        onChange={snoozed => onChange({ snoozed })}
      >
        {t('stale.filters.snoozed')}
      </ToggleButton>
      <Select
        className={styles.select}
        aria-label={t('stale.filters.order')}
        size="small"
        options={STALE_ORDERS.map(value => ({
          value,
          label: t(`stale.order.${value}`),
        }))}
        value={state.order}
        onChange={value =>
          onChange({ order: STALE_ORDERS.find(one => one === value) })
        }
      />
      <Select
        className={styles.select}
        aria-label={t('stale.filters.group')}
        size="small"
        options={STALE_GROUPS.map(value => ({
          value,
          label: t(`stale.group.${value}`),
        }))}
        value={state.group}
        onChange={value =>
          onChange({ group: STALE_GROUPS.find(one => one === value) })
        }
      />
    </div>
  );
}
