import {
  ClaimStanding,
  EntityClaim,
} from 'backstage-plugin-docker-watcher-common';
import { Tone } from './tone';

/** What needs somebody comes first. */
const STANDINGS: ClaimStanding[] = [
  'contested',
  'overridden',
  'sight',
  'owner',
];

/** The tone of what comes of a claim. */
export function toneOfStanding(standing: ClaimStanding): Tone {
  const tones: Record<ClaimStanding, Tone> = {
    owner: 'success',
    sight: 'info',
    contested: 'warning',
    overridden: 'neutral',
  };
  return tones[standing];
}

/** Claims by what comes of them; those that need somebody first. */
export function sortClaims(claims: readonly EntityClaim[]): EntityClaim[] {
  const rank = ({ standing }: EntityClaim) => STANDINGS.indexOf(standing);
  return [...claims].sort((a, b) => rank(a) - rank(b));
}
