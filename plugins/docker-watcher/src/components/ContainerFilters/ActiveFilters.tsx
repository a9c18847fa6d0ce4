import { Button, Tag, TagGroup } from '@backstage/ui';
import { useDockerWatcherTranslation } from '../../hooks';
import { ContainersFilter, EMPTY_FILTER } from '../../model';
import { HostLookup } from '../ContainersTable/HostLookup';
import styles from './ContainerFilters.module.css';

/** The filters in use, each with the way to drop it. */
export function ActiveFilters(props: {
  filter: ContainersFilter;
  hosts: HostLookup;
  onChange: (change: Partial<ContainersFilter>) => void;
}) {
  const { filter, hosts, onChange } = props;
  const { t } = useDockerWatcherTranslation();

  const tags: {
    id: string;
    label: string;
    without: Partial<ContainersFilter>;
  }[] = [];
  const add = (
    name: string,
    value: string,
    without: Partial<ContainersFilter>,
  ) =>
    tags.push({
      id: `${name}=${value}`,
      label: t('filters.value', { name, value }),
      without,
    });
  for (const host of filter.host) {
    add(t('filters.host'), hosts.get(host)?.title ?? host, {
      host: filter.host.filter(each => each !== host),
    });
  }
  for (const state of filter.state) {
    add(t('filters.state'), t(`state.${state}`), {
      state: filter.state.filter(each => each !== state),
    });
  }
  for (const health of filter.health) {
    add(t('filters.health'), t(`health.${health}`), {
      health: filter.health.filter(each => each !== health),
    });
  }
  for (const project of filter.project) {
    add(t('filters.project'), project, {
      project: filter.project.filter(each => each !== project),
    });
  }
  for (const entityRef of filter.entityRef) {
    add(t('filters.entity'), entityRef, {
      entityRef: filter.entityRef.filter(each => each !== entityRef),
    });
  }
  if (filter.image) {
    add(t('containers.columns.image'), filter.image, { image: undefined });
  }
  if (filter.label) {
    add(t('filters.labelFilter'), filter.label, { label: undefined });
  }
  if (filter.unowned) {
    tags.push({
      id: 'unowned',
      label: t('ownership.unownedChip'),
      without: { unowned: false },
    });
  }
  for (const flag of ['ownedByMe', 'stale', 'removed'] as const) {
    if (filter[flag]) {
      tags.push({
        id: flag,
        label: t(`filters.${flag}`),
        without: { [flag]: false },
      });
    }
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
        onPress={() => onChange(EMPTY_FILTER)}
      >
        {t('actions.clearFilters')}
      </Button>
    </div>
  );
}
