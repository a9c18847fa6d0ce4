import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { StaleJudge } from './StaleJudge';
import { StaleMonitor } from './StaleMonitor';

function create() {
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const scans: number[] = [];
  const state = { failing: false };
  const monitor = StaleMonitor.create({
    store: {
      listCandidates: async () => {
        if (state.failing) {
          throw new Error('database away');
        }
        scans.push(clock.monotonic() / 1000);
        return [];
      },
      getCandidates: async () => new Map(),
      commit: async () => 0,
      forgetRemoved: async () => 0,
    },
    snoozes: { forgetSnoozes: async () => 0 },
    judge: StaleJudge.create({
      settings: {
        values: async () => ({
          eventLog: { retentionDays: { info: 1, warn: 1, error: 1 } },
          stale: { thresholdDays: 7 },
        }),
      },
      hostDays: new Map(),
      rules: [],
      ...{ clock, logger },
    }),
    leases: {
      acquire: async ({ name, holder }) => ({ name, holder, fence: '1' }),
      renew: async () => true,
      release: async () => {},
    },
    ...{ holder: 'me', clock, logger, onChanged: () => {} },
  });
  return { monitor, clock, logger, scans, state };
}

describe('StaleMonitor', () => {
  it('scans soon after a change, and once for many', async () => {
    const { monitor, clock, scans } = create();
    monitor.start();
    monitor.hasten();
    await clock.advance(14_000);
    expect(scans).toEqual([]);
    monitor.hasten();
    await clock.advance(2_000);
    expect(scans).toEqual([15]);
    await clock.advance(600_000);
    expect(scans).toEqual([15]);
    monitor.hasten();
    await clock.advance(0);
    expect(scans).toHaveLength(2);
    monitor.hasten();
    await clock.advance(14_000);
    expect(scans).toHaveLength(2);
    await clock.advance(2_000);
    expect(scans).toHaveLength(3);
    await monitor.stop();
    expect(clock.pending).toBe(0);
  });

  it('tells once that it cannot, and goes on', async () => {
    const { monitor, clock, logger, scans, state } = create();
    state.failing = true;
    monitor.start();
    monitor.hasten();
    await clock.advance(16_000);
    monitor.hasten();
    await clock.advance(16_000);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/Could not look for stale.*database away/)],
    ]);
    state.failing = false;
    monitor.hasten();
    await clock.advance(16_000);
    expect(scans).toHaveLength(1);
    await monitor.stop();
  });
});
