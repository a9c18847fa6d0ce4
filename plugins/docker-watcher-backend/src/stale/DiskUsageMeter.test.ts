import { mockServices } from '@backstage/backend-test-utils';
import {
  ConflictError,
  NotImplementedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { HeldLease, LeaseStore } from '../lib/Lease';
import { DiskUsageMeter } from './DiskUsageMeter';
import { ReclaimableStore } from './ReclaimableStore';

const MINUTE = 60_000;
const signal = new AbortController().signal;

function create() {
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const engine = FakeContainerEngine.create();
  const id = engine.addContainer({ name: 'web', state: 'exited' });
  engine.setBytes(id, 42);
  const known: Awaited<ReturnType<ReclaimableStore['listHosts']>>[number] = {
    host: 'nas',
    unmeasured: 0,
  };
  const saved: unknown[] = [];
  const store: ReclaimableStore = {
    listHosts: async () => [{ ...known }, { host: 'unknown', unmeasured: 1 }],
    listMounts: async () => [{ id, imageId: 'img', volumes: [] }],
    save: async (host, sizes, { measuredAt }) => {
      saved.push([host, sizes.get(id)?.containerBytes]);
      known.measuredAt = measuredAt;
    },
  };
  let holder: HeldLease | undefined;
  const leases: LeaseStore = {
    acquire: async ({ name, holder: by }) =>
      holder ? undefined : (holder = { name, holder: by, fence: '1' }),
    renew: async () => true,
    release: async () => {
      holder = undefined;
    },
  };
  const meter = DiskUsageMeter.create({
    hosts: new Map([['nas', { engine }]]),
    onChanged: () => saved.push('changed'),
    ...{ store, leases, clock, logger, holder: 'me' },
  });
  return { meter, clock, logger, engine, known, saved, leases };
}

describe('DiskUsageMeter', () => {
  it('measures a host once an hour, and sooner what is new', async () => {
    const { meter, clock, known, saved, engine } = create();
    await meter.measure(signal);
    expect(saved).toEqual([['nas', 42], 'changed']);
    await clock.advance(59 * MINUTE);
    await meter.measure(signal);
    expect(engine.calls.measureDiskUsage).toBe(1);
    known.unmeasured = 1;
    await meter.measure(signal);
    expect(engine.calls.measureDiskUsage).toBe(2);
    await clock.advance(9 * MINUTE);
    await meter.measure(signal);
    expect(engine.calls.measureDiskUsage).toBe(2);
    await clock.advance(MINUTE);
    await meter.measure(signal);
    expect(engine.calls.measureDiskUsage).toBe(3);
    expect(engine.openConnections).toBe(0);
  });

  it('leaves it to another replica that is at it', async () => {
    const { meter, leases, engine } = create();
    await leases.acquire({ name: 'disk-usage', holder: 'other', ttlMs: 1 });
    await meter.measure(signal);
    expect(engine.calls.connect).toBe(0);
  });

  it('tells once of a host that cannot tell, and asks it no more', async () => {
    const { meter, clock, logger, engine } = create();
    engine.fail('measureDiskUsage', new NotImplementedError('No, never.'));
    await meter.measure(signal);
    await clock.advance(120 * MINUTE);
    await meter.measure(signal);
    expect(engine.calls.measureDiskUsage).toBe(1);
    expect(logger.info.mock.calls).toEqual([
      ['Sizes are not shown. No, never.'],
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('tries again later when a host is away or busy', async () => {
    const { meter, clock, logger, engine, saved } = create();
    engine.fail('measureDiskUsage', new ServiceUnavailableError('It is away'));
    await meter.measure(signal);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/disk usage of host 'nas'.*It is away/),
    );
    await clock.advance(60 * MINUTE);
    engine.fail('measureDiskUsage', new ConflictError('It is busy'));
    await meter.measure(signal);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await clock.advance(60 * MINUTE);
    engine.heal();
    await meter.measure(signal);
    expect(saved).toEqual([['nas', 42], 'changed']);
    expect(engine.openConnections).toBe(0);
  });
});
