import { containerResourceRef } from 'backstage-plugin-docker-watcher-common';
import { FilterableContainer } from '../../inventory/matchesContainerFilter';
import { ListedColumn } from '../tables';
import { ContainerWithHostRow } from './selectContainers';
import { ReadOwnership } from './toContainer';

/** What conditions on containers look at; it says what `whereContainerFilter` asks. */
export function toFilterable(
  row: ContainerWithHostRow,
  ownership: ReadOwnership,
): FilterableContainer {
  const { claimsByContainer, ownersByEntity } = ownership;
  // Written by our own store from this very type.
  const { labels }: ListedColumn = JSON.parse(row.listed);
  const ownersOf = (entityRef: string | null | undefined) =>
    ownersByEntity.get(entityRef ?? '') ?? [];
  const claims = claimsByContainer.get(containerResourceRef(row)) ?? [];
  return {
    host: row.host,
    labels,
    trustedOwnerRefs: ownersOf(row.entity_ref ?? row.trusted_ref),
    claimantRefs:
      row.entity_ref === null
        ? claims.flatMap(({ entityRef }) => ownersOf(entityRef))
        : ownersOf(row.entity_ref),
  };
}
