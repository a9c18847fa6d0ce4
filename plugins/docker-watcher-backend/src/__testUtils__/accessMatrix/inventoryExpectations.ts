import {
  Container,
  ContainerDetail,
  EntityClaims,
  Host,
  Page,
  Summary,
} from 'backstage-plugin-docker-watcher-common';
import { Expectations } from './expectations';
import { Answer } from './MatrixPortal';
import { Probe, noContainer, notFound, ok, refused } from './Probe';
import { expectedActions } from './actionExpectations';
import { Cell, OWNERS, mayReadHosts, sees } from './cells';
import {
  CONTAINERS,
  ContainerPlace,
  HOSTS,
  PRESENT,
  UNKNOWN_CONTAINERS,
  entityRefOf,
} from './scene';

const NO_HOSTS = refused('Missing permission docker-watcher.host.read');

const nameOf = ({ host, name }: { host: string; name: string }) =>
  `${host}/${name}`;

/** What comes of the claims of each entity. */
const STANDINGS: Record<string, string> = {
  labelled: 'owner',
  trusted: 'owner',
  untrusted: 'sight',
};

const present = CONTAINERS.filter(({ name }) => PRESENT.includes(name));

/** How many containers of a host one may know of. */
const countOn = (cell: Cell) => PRESENT.filter(name => sees(cell, name)).length;

/** A list with a query of its own, and which containers are on it. */
function listed(
  query: string,
  isListed: (place: ContainerPlace, cell: Cell) => boolean,
  among: readonly ContainerPlace[] = present,
): Probe {
  return {
    name: query || 'all',
    path: `/containers${query}`,
    gets: cell => {
      const names = among
        .filter(place => sees(cell, place.name) && isListed(place, cell))
        .map(nameOf);
      return ok({ names: names.sort(), total: names.length });
    },
    shows: ({ body }: Answer<Page<Container>>) => ({
      names: body.items.map(nameOf).sort(),
      total: body.totalItems,
    }),
  };
}

const ownedByMe = listed(
  '?ownedByMe=true',
  ({ name }, { caller }) => OWNERS[name] === caller,
);

export const inventoryExpectations: Expectations = {
  'GET /summary': () => [
    {
      name: 'counts',
      gets: cell =>
        ok({
          containers: HOSTS.length * countOn(cell),
          running: HOSTS.length * countOn(cell),
          healthNone: HOSTS.length * countOn(cell),
          hosts: mayReadHosts(cell) ? HOSTS.length : 0,
        }),
      shows: ({ body }: Answer<Summary>) => ({
        containers: body.containers.total,
        running: body.containers.byState.running,
        healthNone: body.containers.byHealth.none,
        hosts: body.hosts.total,
      }),
    },
  ],
  'GET /hosts': () => [
    {
      name: 'all',
      gets: cell =>
        mayReadHosts(cell)
          ? ok(HOSTS.map(host => `${host}: ${countOn(cell)}`))
          : NO_HOSTS,
      shows: ({ body }: Answer<Page<Host>>) =>
        body.items.map(host => `${host.name}: ${host.containers.total}`),
    },
  ],
  'GET /hosts/{host}': () =>
    [...HOSTS, 'nowhere'].map(host => ({
      name: host,
      path: `/hosts/${host}`,
      gets: cell => {
        if (!mayReadHosts(cell)) {
          return NO_HOSTS;
        }
        return host === 'nowhere'
          ? notFound("No host 'nowhere'")
          : ok({
              containers: countOn(cell),
              readOnly: cell.readOnly || host === 'sealed',
            });
      },
      shows: ({ body }: Answer<Host>) => ({
        containers: body.containers.total,
        readOnly: body.readOnly,
      }),
    })),
  'GET /containers': () => [
    listed('', () => true),
    listed('?presence=missing', ({ name }) => name === 'gone', CONTAINERS),
    listed('?q=labelled', ({ name }) => name === 'labelled'),
    ...['labelled', 'trusted', 'untrusted'].map(name =>
      listed(`?entityRef=${entityRefOf(name)}`, place => place.name === name),
    ),
    listed(
      '?host=sealed&limit=1&claimed=false',
      ({ host, name }) => host === 'sealed' && name === 'nobodys',
    ),
    {
      ...ownedByMe,
      gets: cell =>
        cell.caller === 'service'
          ? { status: 400, says: expect.stringMatching(/signed-in user/) }
          : ownedByMe.gets(cell),
    },
  ],
  'GET /containers/{host}/{id}': () =>
    [...CONTAINERS, ...UNKNOWN_CONTAINERS].map(place => ({
      name: nameOf(place),
      path: `/containers/${place.host}/${place.id}`,
      gets: cell =>
        CONTAINERS.includes(place) && sees(cell, place.name)
          ? ok({ name: nameOf(place), ...expectedActions(cell, place) })
          : noContainer(place),
      shows: ({ body }: Answer<ContainerDetail>) => ({
        name: nameOf(body),
        allowedActions: body.allowedActions,
        actionsObstacle: body.actionsObstacle,
      }),
    })),
  'GET /entity-claims': () => [
    ...Object.keys(STANDINGS).map(name => ({
      name,
      path: `/entity-claims?entityRef=${entityRefOf(name)}`,
      gets: (cell: Cell) => {
        const seen = present.filter(
          place => place.name === name && sees(cell, name),
        );
        return ok({
          claims: seen.map(place => `${nameOf(place)}: ${STANDINGS[name]}`),
          // Of annotations that match nothing as far as one sees.
          problems: seen.length === 0 && name !== 'labelled' ? 1 : 0,
          suggestions: [],
        });
      },
      shows: ({ body }: Answer<EntityClaims>) => ({
        claims: body.claims.map(claim => `${nameOf(claim)}: ${claim.standing}`),
        problems: body.problems.length,
        suggestions: body.suggestions,
      }),
    })),
    {
      name: 'an entity that never was',
      path: '/entity-claims?entityRef=component:default/never',
      gets: () => notFound("No entity 'component:default/never'"),
    },
  ],
};
