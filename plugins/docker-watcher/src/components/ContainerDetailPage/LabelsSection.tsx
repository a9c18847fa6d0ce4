import { Flex, SearchField, Text } from '@backstage/ui';
import { ContainerDetail } from 'backstage-plugin-docker-watcher-common';
import { useState } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import { Mono, Section, SimpleTable } from '../Section';

const SEARCHABLE_FROM = 8;

/** Labels. Anyone can write them, so they are shown as text and nothing else. */
export function LabelsSection(props: { container: ContainerDetail }) {
  const { t } = useDockerWatcherTranslation();
  const [search, setSearch] = useState('');
  const labels = Object.entries(props.container.labels).sort(([a], [b]) =>
    a.localeCompare(b),
  );
  const wanted = search.trim().toLocaleLowerCase();
  const found = labels.filter(label =>
    label.some(text => text.toLocaleLowerCase().includes(wanted)),
  );
  const nothing =
    labels.length === 0 ? 'detail.noLabels' : 'detail.noLabelMatch';
  return (
    <Section title={t('detail.labels')}>
      <Flex direction="column" gap="2">
        {labels.length >= SEARCHABLE_FROM && (
          <SearchField
            size="small"
            aria-label={t('detail.searchLabels')}
            placeholder={t('detail.searchLabels')}
            value={search}
            onChange={setSearch}
          />
        )}
        {found.length === 0 ? (
          <Text as="p" color="secondary">
            {t(nothing)}
          </Text>
        ) : (
          <SimpleTable
            label={t('detail.labels')}
            columns={[t('detail.labelKey'), t('detail.labelValue')]}
            rows={found.map(([key, value]) => ({
              key,
              cells: [<Mono>{key}</Mono>, <Mono>{value}</Mono>],
            }))}
          />
        )}
      </Flex>
    </Section>
  );
}
