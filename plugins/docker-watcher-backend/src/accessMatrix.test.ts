import { createTestDatabases } from './database/__testUtils__/testDatabases';
import { MatrixPortal } from './__testUtils__/accessMatrix/MatrixPortal';
import { expectedOf, outcomeOf } from './__testUtils__/accessMatrix/Probe';
import { CALLERS, PORTAL_KINDS } from './__testUtils__/accessMatrix/cells';
import {
  expectations,
  probesOf,
} from './__testUtils__/accessMatrix/expectations';
import { CONTAINERS } from './__testUtils__/accessMatrix/scene';
import { documentedOperations } from './__testUtils__/documentedOperations';

jest.setTimeout(180_000);

const databases = createTestDatabases();
/** Streams come last, because those that show nothing tell so only after a while. */
const routes = documentedOperations()
  .map(({ route }) => route)
  .sort((a, b) => Number(/stream/.test(a)) - Number(/stream/.test(b)));

const scenes = databases.eachSupportedId().flatMap(([databaseId]) =>
  PORTAL_KINDS.map(kind => ({
    databaseId,
    kind,
    title: [
      databaseId,
      kind.permissions ? 'permissions on' : 'permissions off',
      ...(kind.readOnly ? ['read-only'] : []),
    ].join(', '),
  })),
);

describe.each(scenes)('who gets what with $title', ({ databaseId, kind }) => {
  let portal: MatrixPortal;

  beforeAll(async () => {
    portal = await MatrixPortal.start({
      kind,
      knex: await databases.init(databaseId),
    });
  });
  afterAll(async () => {
    await portal?.stop();
  });

  it.each(routes)('of %s', async route => {
    const gotten: Record<string, unknown> = {};
    const expected: typeof gotten = {};
    for (const probe of probesOf(route, portal)) {
      for (const caller of CALLERS) {
        const cell = `${caller}: ${probe.name}`;
        gotten[cell] = await outcomeOf({ portal, route, probe, caller });
        expected[cell] = expectedOf(probe, { ...portal.kind, caller });
      }
    }
    expect(gotten).toEqual(expected);
  });

  it('of deeds: nothing was done to a container by all of this', async () => {
    for (const { calls } of portal.engines) {
      expect(calls).toMatchObject({
        startContainer: 0,
        stopContainer: 0,
        restartContainer: 0,
        removeContainer: 0,
      });
    }
  });

  it('of deeds: what was found to be theirs is done', async () => {
    const caller = kind.permissions ? 'ownerByTrustedAnnotation' : 'admin';
    const { host, id } = CONTAINERS.find(({ name }) => name === 'trusted')!;
    const { status } = await portal.ask(caller, {
      method: 'POST',
      path: `/containers/${host}/${id}/restart`,
      body: { expectedState: 'running' },
    });
    expect(status).toBe(kind.readOnly ? 403 : 202);
    expect(portal.engines[0].calls.restartContainer).toBe(
      kind.readOnly ? 0 : 1,
    );
  });

  it('of the description of the API', async () => {
    const statuses: Record<string, number> = {};
    for (const caller of CALLERS) {
      const path = '/openapi.json';
      const { status } = await portal.ask(caller, { method: 'GET', path });
      statuses[caller] = status;
    }
    expect(statuses).toEqual({
      ...Object.fromEntries(CALLERS.map(caller => [caller, 200])),
      anonymous: 401,
    });
  });

  it('of routes that nobody has thought about is a failure', () => {
    expect(() => probesOf('GET /new-route', portal)).toThrow(
      /^Nothing says who gets what of 'GET \/new-route'\. Add it .*expectations\.ts/,
    );
  });
});

it('says nothing about routes that are no more', () => {
  expect(Object.keys(expectations).sort()).toEqual([...routes].sort());
});
