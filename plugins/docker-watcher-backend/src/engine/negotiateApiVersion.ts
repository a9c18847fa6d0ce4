import { ServiceUnavailableError } from '@backstage/errors';

/** The newest version that the parsers of this folder were written for. */
const NEWEST = '1.47';
/** Docker 17.06; older lists have no container health. */
const OLDEST = '1.30';

/**
 * The lower of our and the engine's newest API version.
 *
 * @param offered - the `Api-Version` header of `GET /_ping`
 */
export function negotiateApiVersion(
  offered: string | undefined,
  hostName: string,
): string {
  if (!offered || !/^\d+\.\d+$/.test(offered)) {
    throw new ServiceUnavailableError(
      `Host '${hostName}' answers /_ping without an Api-Version (got '${
        offered ?? ''
      }'). Check that its url is that of a Docker or Podman engine, and that a proxy before it passes the header.`,
    );
  }
  if (compare(offered, OLDEST) < 0) {
    throw new ServiceUnavailableError(
      `Host '${hostName}' speaks API version ${offered}, and ${OLDEST} is the oldest that can be used. Update the engine to Docker 17.06 or newer.`,
    );
  }
  return compare(offered, NEWEST) < 0 ? offered : NEWEST;
}

function compare(a: string, b: string): number {
  const [majorA, minorA] = a.split('.').map(Number);
  const [majorB, minorB] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}
