import { ContainerAction } from 'backstage-plugin-docker-watcher-common';
import { changeSimulated } from '../changeSimulated';
import { createShopMachine } from './createShopMachine';
import { ShopScript } from './ShopScript';

const START = Date.parse('2026-05-01T12:00:00Z');

function setup() {
  let now = START;
  const machine = createShopMachine({ now: () => now });
  const script = new ShopScript(machine);
  const advanceTo = (seconds: number) => {
    now = START + seconds * 1_000;
    script.advanceTo(seconds);
  };
  const look = (name: string) => machine.inspect(machine.find(name) ?? '');
  return { machine, advanceTo, look };
}

describe('the shop on the simulated host', () => {
  it('is the same when it is built again, and tells nothing of having been built', async () => {
    const first = createShopMachine({ now: () => START });
    const again = createShopMachine({
      now: () => START + 86_400_000,
      began: START,
    });
    const looks = (machine: typeof first) =>
      machine.list().map(({ id }) => machine.inspect(id));
    expect(looks(again)).toEqual(looks(first));

    const id = again.find('shop-web-1')!;
    const ending = new AbortController();
    const told = again.events.follow({
      since: '0',
      signal: ending.signal,
      broken: new AbortController().signal,
    });
    again.pause(id);
    await expect(told[Symbol.asyncIterator]().next()).resolves.toMatchObject({
      value: { action: 'pause', containerId: id },
    });
    ending.abort();
  });

  it('begins with containers in every state worth seeing', () => {
    const { machine, look } = setup();
    expect(machine.list().length).toBeGreaterThanOrEqual(14);
    expect(new Set(machine.list().map(container => container.state))).toEqual(
      new Set(['created', 'running', 'paused', 'restarting', 'exited']),
    );
    expect(look('shop-search-1')?.health).toBe('unhealthy');
    expect(look('shop-migrate-1')?.exitCode).toBe(0);
    expect(look('shop-backup-1')).toMatchObject({
      exitCode: 137,
      oomKilled: true,
    });
    expect(look('load-test')).toMatchObject({ state: 'created' });
    expect(look('load-test')?.startedAt).toBeUndefined();
    expect(look('registry-mirror')?.labels).toEqual({});
    for (const { id } of machine.list()) {
      const { startedAt, finishedAt, createdAt } = machine.inspect(id) ?? {};
      expect(createdAt! <= (startedAt ?? finishedAt ?? createdAt!)).toBe(true);
      expect(!finishedAt || startedAt! <= finishedAt).toBe(true);
    }
  });

  it('goes on with what is left when somebody stops, removes and restarts', () => {
    const { machine, advanceTo, look } = setup();
    const act = (action: ContainerAction, name: string) =>
      changeSimulated(machine, action, machine.find(name) ?? '');
    expect(act('stop', 'shop-mailer-1')).toEqual({ result: 'done' });
    expect(act('stop', 'shop-mailer-1')).toEqual({ result: 'unchanged' });
    expect(act('remove', 'shop-web-2')).toMatchObject({ result: 'refused' });
    act('stop', 'shop-web-2');
    expect(act('remove', 'shop-web-2')).toEqual({ result: 'done' });
    expect(act('start', 'shop-web-2')).toEqual({ result: 'gone' });
    expect(act('restart', 'shop-web-1')).toEqual({ result: 'done' });
    expect(look('shop-web-1')?.health).toBe('starting');
    advanceTo(6);
    machine.check();
    expect(look('shop-web-1')?.health).toBe('healthy');
    advanceTo(290);
    expect(look('shop-mailer-1')).toMatchObject({
      state: 'exited',
      exitCode: 143,
    });
    expect(look('shop-web-2')).toBeUndefined();
  });

  it('lives: crashes, falls ill and recovers, restarts, pauses and ends', () => {
    const { advanceTo, look } = setup();
    advanceTo(6);
    expect(look('shop-mailer-1')).toMatchObject({
      state: 'running',
      restartCount: 1,
    });
    advanceTo(12);
    expect(look('shop-mailer-1')).toMatchObject({
      state: 'restarting',
      exitCode: 1,
    });
    advanceTo(40);
    expect(look('shop-api-1')?.health).toBe('unhealthy');
    advanceTo(80);
    expect(look('shop-api-1')?.health).toBe('healthy');
    expect(look('shop-report-1')?.state).toBe('running');
    advanceTo(122);
    expect(look('shop-report-1')).toMatchObject({
      state: 'exited',
      exitCode: 0,
    });
    expect(look('shop-web-2')?.health).toBe('starting');
    advanceTo(190);
    expect(look('shop-worker-1')?.state).toBe('paused');
    expect(look('shop-report-1')).toBeUndefined();
    advanceTo(250);
    expect(look('shop-cache-1')?.state).toBe('exited');
    advanceTo(299);
    expect(look('shop-cache-1')?.state).toBe('running');
  });

  it('does the same each round, with a new container for the new job', () => {
    const { machine, advanceTo } = setup();
    const states = () =>
      machine.list().map(({ name, state, health }) => ({
        name,
        state,
        health,
      }));
    advanceTo(80);
    const first = states();
    const firstReport = machine.find('shop-report-1');
    advanceTo(380);
    expect(states()).toEqual(first);
    expect(machine.find('shop-report-1')).not.toBe(firstReport);
    advanceTo(86_400 * 30 + 80);
    expect(states()).toEqual(first);
  });

  it('has the same ids each time the portal starts', () => {
    const ids = () =>
      setup()
        .machine.list()
        .map(container => container.id);
    expect(ids()).toEqual(ids());
  });
});
