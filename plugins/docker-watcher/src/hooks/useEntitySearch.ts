import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const LIMIT = 20;
const PAUSE_MS = 300;

/**
 * References of components and resources that a text finds in the catalog. Finding none
 * is no failure here: a reference can be typed as well.
 */
export function useEntitySearch(text: string): string[] {
  const catalog = useApiHolder().get(catalogApiRef);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  // Of a reference that is being typed, the name finds the entity.
  const term = settled.split(/[:/]/).pop()?.trim() ?? '';
  const { data } = useQuery({
    queryKey: ['docker-watcher-entities', term],
    queryFn: async () => {
      const { items } = await catalog!.queryEntities({
        filter: { kind: ['component', 'resource'] },
        fullTextFilter: {
          term,
          fields: ['metadata.name', 'metadata.title'],
        },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
        limit: LIMIT,
      });
      return items.map(stringifyEntityRef);
    },
    enabled: catalog !== undefined,
    placeholderData: keepPreviousData,
  });
  return data ?? [];
}
