import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { isEntityRef } from '../../model';

/**
 * A link to an entity. Labels are written by anyone, so what is no reference is
 * shown as the text it is.
 */
export function EntityLink(props: { entityRef: string }) {
  const { entityRef } = props;
  return isEntityRef(entityRef) ? (
    <EntityRefLink entityRef={entityRef} />
  ) : (
    <span>{entityRef}</span>
  );
}
