import {
  CleanupAnswer,
  StalePage,
} from 'backstage-plugin-docker-watcher-common';
import { Expectations } from './expectations';
import { Outcome, noContainer, ok, refused } from './Probe';
import { Cell, mayChange, sees } from './cells';
import { CONTAINERS, ContainerPlace, UNKNOWN_CONTAINERS } from './scene';

const PLACES = [...CONTAINERS, ...UNKNOWN_CONTAINERS];
const ref = ({ host, id }: ContainerPlace) => ({ host, id });
const isThere = (cell: Cell, place: ContainerPlace) =>
  CONTAINERS.includes(place) && place.name !== 'gone' && sees(cell, place.name);

/** All of them run, so nothing is ever removed. */
function cleansUp(cell: Cell): Outcome {
  const isChanger = cell.permissions
    ? cell.caller !== 'service'
    : cell.caller === 'admin';
  if (!isChanger) {
    return refused(expect.stringMatching(whyNot(cell)));
  }
  return ok(
    PLACES.map(place => {
      if (!isThere(cell, place)) {
        return 'gone';
      }
      const mayRemove =
        mayChange(cell, place.name) &&
        !cell.readOnly &&
        place.host !== 'sealed';
      return mayRemove ? 'skipped' : 'refused';
    }),
  );
}

function snoozes(place: ContainerPlace, cell: Cell, success: Outcome): Outcome {
  if (!CONTAINERS.includes(place) || !sees(cell, place.name)) {
    return noContainer(place);
  }
  if (!mayChange(cell, place.name)) {
    return refused(expect.stringMatching(whyNot(cell)));
  }
  return place.name === 'gone' ? noContainer(place) : success;
}

function whyNot({ caller, permissions }: Cell): RegExp {
  if (caller === 'service') {
    return /^Only users may make changes/;
  }
  return permissions
    ? /^Missing permission docker-watcher\.container\.snooze for container/
    : /for administrators while the permission framework is off/;
}

export const staleExpectations: Expectations = {
  // All of them run; what each sees of those that do not is told by plugin.stale.test.
  'GET /stale': () => [
    {
      name: 'nothing is stale',
      gets: () => ok({ items: [], total: 0 }),
      shows: ({ body }) => {
        const { items, totalItems } = body as StalePage;
        return { items, total: totalItems };
      },
    },
  ],
  'POST /stale/cleanup': () => [
    {
      name: 'all containers, and some that are not there',
      body: { containers: PLACES.map(ref) },
      gets: cleansUp,
      shows: ({ body }) =>
        (body as CleanupAnswer).results.map(({ outcome }) => outcome),
    },
  ],
  // Ended at once, so that the order of the rows does not matter.
  'DELETE /stale/{host}/{id}/snooze': () =>
    PLACES.map(place => ({
      name: `${place.host}/${place.name}`,
      path: `/stale/${place.host}/${place.id}/snooze`,
      gets: (cell: Cell) => snoozes(place, cell, { status: 204 }),
    })),
  'POST /stale/{host}/{id}/snooze': () =>
    PLACES.map(place => ({
      name: `${place.host}/${place.name}`,
      path: `/stale/${place.host}/${place.id}/snooze`,
      body: { days: 1 },
      gets: (cell: Cell) => snoozes(place, cell, { status: 200 }),
    })),
};
