import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { LeaseStore } from '../lib/Lease';
import { StaleJudge } from './StaleJudge';
import { StaleMonitor } from './StaleMonitor';
import { StaleStore } from './StaleStore';

/** A monitor over a store without containers that tells when it was scanned. */
function createMonitor() {
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const scans: number[] = [];
  const state = { isAway: false };
  const store: Partial<StaleStore> = {
    listCandidates: async () => {
      scans.push(clock.monotonic());
      if (state.isAway) {
        throw new Error('The database is away');
      }
      return [];
    },
    forgetRemoved: async () => 0,
  };
  const leases: LeaseStore = {
    acquire: async ({ name, holder }) => ({ name, holder, fence: '1' }),
    renew: async () => true,
    release: async () => {},
  };
  const monitor = StaleMonitor.create({
    store: store as StaleStore,
    snoozes: { forgetSnoozes: async () => 0 },
    judge: StaleJudge.create({
      settings: {
        values: async () => ({
          eventLog: { retentionDays: { info: 1, warn: 1, error: 1 } },
          stale: { thresholdDays: 7 },
        }),
      },
      ...{ hostDays: new Map(), rules: [], clock, logger },
    }),
    ...{ leases, holder: 'me', clock, logger, onChanged: () => {} },
  });
  return { monitor, clock, logger, scans, state };
}

describe('StaleMonitor', () => {
  it('scans at once after a change, and only after a while for many', async () => {
    const { monitor, clock, scans } = createMonitor();
    monitor.start();
    await clock.advance(60_000);
    expect(scans).toEqual([]);
    monitor.hasten();
    await clock.advance(1);
    expect(scans).toEqual([60_000]);
    for (let change = 0; change < 100; change++) {
      monitor.hasten();
      await clock.advance(100);
    }
    expect(scans).toHaveLength(1);
    await clock.advance(30_000);
    expect(scans).toEqual([60_000, 75_000]);
    await monitor.stop();
    expect(clock.pending).toBe(0);
  });

  it('scans nothing after it was stopped, whatever changes', async () => {
    const { monitor, clock, scans } = createMonitor();
    monitor.start();
    monitor.hasten();
    await monitor.stop();
    monitor.hasten();
    await clock.advance(60_000);
    expect(scans).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('tells once that it cannot, and goes on when it can', async () => {
    const { monitor, clock, logger, scans, state } = createMonitor();
    state.isAway = true;
    monitor.start();
    for (let change = 0; change < 3; change++) {
      monitor.hasten();
      await clock.advance(20_000);
    }
    expect(scans.length).toBeGreaterThanOrEqual(3);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    state.isAway = false;
    monitor.hasten();
    await clock.advance(20_000);
    state.isAway = true;
    monitor.hasten();
    await clock.advance(20_000);
    expect(logger.warn).toHaveBeenCalledTimes(2);
    await monitor.stop();
    expect(clock.pending).toBe(0);
  });
});
