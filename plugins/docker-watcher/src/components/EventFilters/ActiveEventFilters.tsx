import { Button, Tag, TagGroup } from '@backstage/ui';
import { useDockerWatcherTranslation } from '../../hooks';
import {
  DEFAULT_RANGE,
  EMPTY_EVENTS_FILTER,
  EventsUrlFilter,
  shortId,
} from '../../model';
import { HostLookup } from '../ContainersTable/HostLookup';
import { useKindName } from '../EventIcon';
import styles from './EventFilters.module.css';
import { useRangeName } from './useRangeName';

/** The filters in use, each with the way to drop it. */
export function ActiveEventFilters(props: {
  filter: EventsUrlFilter;
  hosts: HostLookup;
  onChange: (change: Partial<EventsUrlFilter>) => void;
}) {
  const { filter, hosts, onChange } = props;
  const { t } = useDockerWatcherTranslation();
  const kindName = useKindName();
  const rangeName = useRangeName();

  const tags: {
    id: string;
    label: string;
    without: Partial<EventsUrlFilter>;
  }[] = [];
  const add = <T extends string>(
    name: string,
    values: readonly T[],
    as: {
      title: (value: T) => string;
      without: (rest: T[]) => Partial<EventsUrlFilter>;
    },
  ) => {
    for (const value of values) {
      tags.push({
        id: `${name}=${value}`,
        label: t('filters.value', { name, value: as.title(value) }),
        without: as.without(values.filter(each => each !== value)),
      });
    }
  };
  const itself = (value: string) => value;
  add(t('eventsTab.filters.severity'), filter.severity, {
    title: value => t(`eventsTab.severity.${value}`),
    without: severity => ({ severity }),
  });
  add(t('eventsTab.filters.source'), filter.source, {
    title: value => t(`eventsTab.source.${value}`),
    without: source => ({ source }),
  });
  add(t('eventsTab.filters.kind'), filter.kind, {
    title: kindName,
    without: kind => ({ kind }),
  });
  add(t('eventsTab.filters.host'), filter.host, {
    title: value => hosts.get(value)?.title ?? value,
    without: host => ({ host }),
  });
  add(t('eventsTab.filters.workload'), filter.workload, {
    title: itself,
    without: workload => ({ workload }),
  });
  add(t('eventsTab.filters.container'), filter.containerId, {
    title: shortId,
    without: containerId => ({ containerId }),
  });
  add(t('eventsTab.filters.proxy'), filter.proxyId, {
    title: itself,
    without: proxyId => ({ proxyId }),
  });
  add(t('eventsTab.filters.entity'), filter.entityRef, {
    title: itself,
    without: entityRef => ({ entityRef }),
  });
  if (filter.ownedByMe) {
    tags.push({
      id: 'ownedByMe',
      label: t('eventsTab.filters.ownedByMe'),
      without: { ownedByMe: false },
    });
  }
  const { range } = filter;
  if (!('name' in range) || range.name !== DEFAULT_RANGE) {
    tags.push({
      id: 'range',
      label: rangeName(range),
      without: { range: EMPTY_EVENTS_FILTER.range },
    });
  }

  if (tags.length === 0) {
    return null;
  }
  return (
    <div className={styles.active}>
      <TagGroup
        aria-label={t('filters.active')}
        onRemove={keys =>
          tags
            .filter(tag => keys.has(tag.id))
            .forEach(tag => onChange(tag.without))
        }
      >
        {tags.map(tag => (
          <Tag key={tag.id} id={tag.id} size="small" textValue={tag.label}>
            {tag.label}
          </Tag>
        ))}
      </TagGroup>
      <Button
        size="small"
        variant="tertiary"
        onPress={() => onChange(EMPTY_EVENTS_FILTER)}
      >
        {t('actions.clearFilters')}
      </Button>
    </div>
  );
}
