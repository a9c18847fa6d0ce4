import { ContainerDetail } from 'backstage-plugin-docker-watcher-common';
import { Expectations } from './expectations';
import { Outcome, Probe, noContainer, refused } from './Probe';
import { Cell, mayChange, sees } from './cells';
import { CONTAINERS, ContainerPlace, UNKNOWN_CONTAINERS } from './scene';

/** All of them run, so whoever may act is told that this is not their state. */
const WRONG_STATE = 'paused';

function gets(place: ContainerPlace, cell: Cell): Outcome {
  const { host, name } = place;
  if (!CONTAINERS.includes(place) || !sees(cell, name)) {
    return noContainer(place);
  }
  if (!mayChange(cell, name)) {
    return refused(expect.stringMatching(whyNot(cell)));
  }
  if (cell.readOnly || host === 'sealed') {
    return refused(expect.stringMatching(`^Host '${host}' is read-only: `));
  }
  return name === 'gone'
    ? noContainer(place)
    : {
        status: 409,
        says: expect.stringMatching(
          `^Container '${name}' on host '${host}' is running now, not ${WRONG_STATE}`,
        ),
      };
}

function whyNot({ caller, permissions }: Cell): RegExp {
  if (caller === 'service') {
    return /^Only users may make changes/;
  }
  return permissions
    ? /^Missing permission docker-watcher\.container\.\w+ for container/
    : /for administrators while the permission framework is off/;
}

/** Nothing is ever changed by these. */
function probes(request: (path: string) => Pick<Probe, 'path' | 'body'>) {
  return [...CONTAINERS, ...UNKNOWN_CONTAINERS].map(place => ({
    name: `${place.host}/${place.name}`,
    ...request(`/containers/${place.host}/${place.id}`),
    gets: (cell: Cell) => gets(place, cell),
  }));
}

const deed = (name: string) => () =>
  probes(path => ({
    path: `${path}/${name}`,
    body: { expectedState: WRONG_STATE },
  }));

export const actionExpectations: Expectations = {
  'POST /containers/{host}/{id}/start': deed('start'),
  'POST /containers/{host}/{id}/stop': deed('stop'),
  'POST /containers/{host}/{id}/restart': deed('restart'),
  'DELETE /containers/{host}/{id}': () =>
    probes(path => ({ path: `${path}?expectedState=${WRONG_STATE}` })),
};

/** What the details of a container say that one may do to it. */
export function expectedActions(
  cell: Cell,
  { host, name }: ContainerPlace,
): Pick<ContainerDetail, 'allowedActions' | 'actionsObstacle'> {
  if (name === 'gone') {
    return { allowedActions: [], actionsObstacle: 'removed' };
  }
  if (cell.readOnly || host === 'sealed') {
    return { allowedActions: [], actionsObstacle: 'read-only' };
  }
  return {
    allowedActions: mayChange(cell, name)
      ? ['start', 'stop', 'restart', 'remove']
      : [],
  };
}
