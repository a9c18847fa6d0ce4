import {
  Container,
  ContainerClaim,
  ClaimStanding,
  EntityClaim,
} from 'backstage-plugin-docker-watcher-common';

/** What comes of an entity's claim on a container. */
export function describeClaim(
  container: Container,
  entityRef: string,
): EntityClaim {
  const { host, id, name, state, claims } = container;
  const own = claims.find(claim => claim.entityRef === entityRef);
  // Beyond those that are kept of a container that everybody claims.
  const { source, trusted } = own ?? {
    source: 'selector' as const,
    trusted: false,
  };
  return {
    ...{ host, id, name, state, source, trusted },
    standing: standingOf(claims, { entityRef, source, trusted }),
    rivals: claims
      .filter(claim => claim.entityRef !== entityRef)
      .map(claim => claim.entityRef),
  };
}

function standingOf(
  claims: readonly ContainerClaim[],
  own: ContainerClaim,
): ClaimStanding {
  if (own.source === 'label') {
    return 'owner';
  }
  if (claims.some(({ source }) => source === 'label')) {
    return 'overridden';
  }
  if (claims.length > 1) {
    return 'contested';
  }
  return own.trusted ? 'owner' : 'sight';
}
