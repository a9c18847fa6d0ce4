import {
  InspectedContainer,
  ListedContainer,
} from 'backstage-plugin-docker-watcher-node';
import {
  inferInventory,
  InventoryState,
  reduceInventory,
} from './reduceInventory';
import { idOf, inspected, listed } from './__testUtils__/engineContainers';

/** Observations of one host, one after the other, half a minute apart. */
class Story {
  state: InventoryState = { host: 'nas', containers: new Map() };
  #now = Date.parse('2026-01-01T10:00:00Z');

  /** @returns what the observation changed, for a person to read. */
  see(
    list: ListedContainer[],
    ...inspections: (InspectedContainer | { failed: string })[]
  ) {
    this.#now += 30_000;
    const looks = new Map<string, InspectedContainer | 'failed'>(
      inspections.map(one =>
        'failed' in one ? [idOf(one.failed), 'failed'] : [one.id, one],
      ),
    );
    const reduction = reduceInventory(this.state, {
      now: this.#now,
      listed: list,
      inspected: looks,
    });
    // No event comes, so a closer look at each suspect decides.
    const suspects = new Map<string, InspectedContainer | undefined>();
    for (const id of reduction.suspects) {
      const look = looks.get(id);
      if (look !== 'failed') {
        suspects.set(id, look);
      }
    }
    const inference = inferInventory(reduction.next, {
      now: this.#now,
      lastSeenAt: this.state.lastSyncAt,
      inspected: suspects,
    });
    const upserts = [...reduction.upserts, ...inference.upserts];
    this.state = inference.next;
    return {
      written: upserts.map(({ container }) => container.name),
      labelled: upserts
        .filter(({ labelsChanged }) => labelsChanged)
        .map(({ container }) => container.name),
      removed: inference.removals.map(removal => ({
        ...removal,
        id: Buffer.from(removal.id.replace(/0+$/, ''), 'hex').toString(),
      })),
    };
  }

  get now() {
    return this.#now;
  }

  of(name: string) {
    return this.state.containers.get(idOf(name));
  }
}

const at = (time: string) => Date.parse(`2026-01-01T${time}Z`);
const nothing = { written: [], labelled: [], removed: [] };

describe('reduceInventory', () => {
  it('tells the life of a container', () => {
    const story = new Story();

    // Created, not started: never alive, and nothing is made up.
    const created = listed('web', { state: 'created', statusText: 'Created' });
    expect(
      story.see(
        [created],
        inspected('web', { state: 'created', startedAt: undefined }),
      ),
    ).toEqual({ written: ['web'], labelled: ['web'], removed: [] });
    expect(story.of('web')).toMatchObject({
      workload: 'nas/name:web',
      state: 'created',
      health: 'none',
    });
    expect(story.of('web')).not.toHaveProperty('lastAliveAt');
    expect(story.of('web')).not.toHaveProperty('startedAt');
    expect(story.see([created])).toEqual(nothing);

    // Started: alive, so the last sync of the host stands for lastAliveAt.
    expect(
      story.see(
        [listed('web', { health: 'starting' })],
        inspected('web', { health: 'starting' }),
      ),
    ).toEqual({ written: ['web'], labelled: [], removed: [] });
    expect(story.of('web')).toMatchObject({
      state: 'running',
      health: 'starting',
      startedAt: at('08:00:01'),
      inspectedAt: story.now,
    });
    expect(story.of('web')).not.toHaveProperty('lastAliveAt');

    // Nothing happened, though the words changed.
    expect(
      story.see([
        listed('web', { health: 'starting', statusText: 'Up 9 days' }),
      ]),
    ).toEqual(nothing);

    // Health is told by the list.
    expect(
      story.see(
        [listed('web', { health: 'healthy' })],
        inspected('web', { health: 'healthy' }),
      ).written,
    ).toEqual(['web']);
    expect(story.of('web')?.health).toBe('healthy');
    const inspectedAt = story.of('web')?.inspectedAt;
    expect(inspectedAt).toBeDefined();

    // Killed: the inspection tells when and how.
    expect(
      story.see(
        [listed('web', { state: 'exited', health: 'none' })],
        inspected('web', {
          state: 'exited',
          health: 'unhealthy',
          exitCode: 137,
          oomKilled: true,
          finishedAt: '2026-01-01T10:02:03Z',
        }),
      ).written,
    ).toEqual(['web']);
    expect(story.of('web')).toMatchObject({
      state: 'exited',
      health: 'none',
      exitCode: 137,
      oomKilled: true,
      finishedAt: at('10:02:03'),
      lastAliveAt: at('10:02:03'),
    });

    // Started again: what was said of the last run is gone.
    story.see(
      [listed('web')],
      inspected('web', { restartCount: 2, startedAt: '2026-01-01T10:03:00Z' }),
    );
    expect(story.of('web')).toMatchObject({
      state: 'running',
      restartCount: 2,
      startedAt: at('10:03:00'),
    });
    for (const key of ['exitCode', 'oomKilled', 'finishedAt', 'lastAliveAt']) {
      expect(story.of('web')).not.toHaveProperty(key);
    }

    // Removed while it ran: last alive and seen when the last list had it.
    const lastSeenAt = story.now;
    expect(story.see([])).toEqual({
      written: [],
      labelled: [],
      removed: [
        {
          id: 'web',
          removedAt: story.now,
          lastSeenAt,
          lastAliveAt: lastSeenAt,
        },
      ],
    });
    expect(story.see([])).toEqual(nothing);

    // The same id once more, as after the engine's data were put back.
    expect(story.see([listed('web')], inspected('web'))).toEqual({
      written: ['web'],
      labelled: ['web'],
      removed: [],
    });
  });

  it('waits for the end of a pause, also of one in a crash loop', () => {
    const story = new Story();
    const up = { startedAt: '2026-01-01T10:00:00Z' };
    story.see(
      [listed('web', { state: 'paused' })],
      inspected('web', { state: 'paused', ...up }),
    );
    const paused = story.of('web')!;
    const crashLoop = { since: 1, restarts: 5, lastChangeAt: 1 };
    const looping = { ...paused, run: { crashLoop } };
    const again = { startedAt: '2026-01-01T10:00:40Z' };
    const { next, suspects } = reduceInventory(
      {
        ...story.state,
        containers: new Map([[looping.id, looping]]),
      },
      {
        now: story.now + 30_000,
        listed: [listed('web', { state: 'running' })],
        inspected: new Map([
          [looping.id, inspected('web', { ...again, state: 'running' })],
        ]),
      },
    );
    expect(suspects).toEqual([looping.id]);
    expect(next.containers.get(looping.id)).toBe(looping);
  });

  it('removes only what a complete list leaves out, and keeps when an ended one was alive', () => {
    const story = new Story();
    const exited = inspected('job', {
      state: 'exited',
      exitCode: 0,
      finishedAt: '2026-01-01T09:00:00Z',
    });
    story.see(
      [listed('web'), listed('job', { state: 'exited' })],
      inspected('web'),
      exited,
    );
    const lastSeenAt = story.now;
    expect(story.see([listed('web')])).toEqual({
      written: [],
      labelled: [],
      removed: [{ id: 'job', removedAt: story.now, lastSeenAt }],
    });
    expect(story.of('web')).toBeDefined();
  });

  it('keeps what is known when an inspection fails, and owes another', () => {
    const story = new Story();
    const mounts = [{ type: 'bind', destination: '/data', readOnly: false }];
    story.see([listed('web')], inspected('web', { mounts, restartCount: 4 }));

    // It ends, and cannot be inspected: it stays as it was, and is owed another look.
    for (let i = 0; i < 2; i++) {
      expect(
        story.see([listed('web', { state: 'exited' })], { failed: 'web' }),
      ).toEqual(nothing);
    }
    expect(story.of('web')).toMatchObject({
      state: 'running',
      restartCount: 4,
      startedAt: at('08:00:01'),
      detail: { mounts },
    });

    // The next one succeeds and knows better.
    story.see(
      [listed('web', { state: 'exited' })],
      inspected('web', {
        state: 'exited',
        exitCode: 1,
        finishedAt: '2026-01-01T10:00:40Z',
      }),
    );
    expect(story.of('web')).toMatchObject({
      exitCode: 1,
      lastAliveAt: at('10:00:40'),
      inspectedAt: story.now,
    });

    // Failing at first sight invents nothing.
    const sight = new Story();
    sight.see([listed('db', { state: 'exited' })], { failed: 'db' });
    expect(sight.of('db')).not.toHaveProperty('lastAliveAt');
    expect(sight.of('db')).not.toHaveProperty('detail');

    // One that was running well and fails later is owed again, with all it had.
    story.see([listed('api')], inspected('api', { mounts }));
    story.see([listed('api')], { failed: 'api' });
    expect(story.of('api')).toMatchObject({
      state: 'running',
      detail: { mounts },
    });
    expect(story.of('api')).not.toHaveProperty('inspectedAt');
  });

  it('believes the inspection, which is newer than the list', () => {
    const story = new Story();
    story.see(
      [listed('web')],
      inspected('web', {
        name: 'renamed',
        state: 'exited',
        exitCode: 3,
        finishedAt: '2026-01-01T10:00:29Z',
      }),
    );
    expect(story.of('web')).toMatchObject({ name: 'renamed', state: 'exited' });
    expect(
      story.see([listed('web', { name: 'renamed', state: 'exited' })]),
    ).toEqual(nothing);
  });

  it('does not take random order, moved tags or the time of an inspection for a change', () => {
    const story = new Story();
    const web = inspected('web', {
      mounts: ['/b', '/a'].map(destination => ({
        type: 'volume',
        destination,
        readOnly: true,
      })),
      networks: [
        { name: 'back', aliases: ['y', 'x'] },
        { name: 'a', aliases: [] },
      ],
      environmentNames: ['PATH', 'HOME'],
    });
    const ports = [443, 80].map(privatePort => ({
      privatePort,
      protocol: 'tcp' as const,
    }));
    story.see([listed('web', { ports })], web);
    expect(
      story.see(
        [listed('web', { ports: [...ports].reverse(), image: 'sha256:1' })],
        {
          ...web,
          mounts: [...web.mounts].reverse(),
          networks: [
            { name: 'a', aliases: [] },
            { name: 'back', aliases: ['x', 'y'] },
          ],
          environmentNames: ['HOME', 'PATH'],
        },
      ),
    ).toEqual(nothing);
    expect(story.of('web')?.image).toBe('shop/web:1');
    // A network more is one, though the list is the same.
    expect(
      story.see([listed('web', { ports })], { ...web, networks: [] }).written,
    ).toEqual(['web']);
  });

  it('follows a workload through recreation, renames and one-off runs', () => {
    const story = new Story();
    const labels = {
      'com.docker.compose.project': 'shop',
      'com.docker.compose.service': 'web',
      'com.docker.compose.container-number': '1',
    };
    story.see([
      listed('one', { labels }),
      listed('two', { labels }),
      listed('run', {
        labels: { ...labels, 'com.docker.compose.oneoff': 'True' },
      }),
    ]);
    expect(story.of('one')?.workload).toBe('nas/compose:shop/web/1');
    expect(story.of('two')?.workload).toBe('nas/compose:shop/web/1');
    expect(story.of('run')?.workload).toBe('nas/name:run');
    expect(story.of('run')?.compose?.project).toBe('shop');
    story.see(
      [listed('one', { labels, name: 'renamed' })],
      inspected('one', { labels, name: 'renamed' }),
    );
    expect(story.of('one')).toMatchObject({
      name: 'renamed',
      workload: 'nas/compose:shop/web/1',
    });
  });

  it('links a container to the entity it names, and to none when that is no reference', () => {
    const story = new Story();
    const claiming = (value: string) => [
      listed('web', { labels: { 'docker-watcher.entity-ref': value } }),
    ];
    expect(story.see(claiming('Shop-API')).labelled).toEqual(['web']);
    expect(story.of('web')).toMatchObject({
      entityRef: 'component:default/shop-api',
    });
    expect(story.see(claiming('not a reference')).labelled).toEqual(['web']);
    expect(story.of('web')).not.toHaveProperty('entityRef');
  });

  it('survives what no engine should say', () => {
    const story = new Story();
    story.see(
      [
        listed('web'),
        listed('web', {
          name: `a\0${'n'.repeat(9000)}`,
          createdAt: 'yesterday',
          labels: { 'k\0ey': 'v\0', __proto__: 'x' },
        }),
      ],
      inspected('web', {
        name: `a\0${'n'.repeat(9000)}`,
        createdAt: 'yesterday',
        startedAt: 'never',
        restartCount: 1e15,
        image: 'i'.repeat(9000),
      }),
    );
    expect(story.state.containers.size).toBe(1);
    expect(story.of('web')).toMatchObject({
      name: `a${'n'.repeat(511)}`,
      createdAt: 0,
      restartCount: 2 ** 31 - 1,
      labels: { key: 'v' },
    });
    expect(story.of('web')?.image).toHaveLength(2048);
  });
});
