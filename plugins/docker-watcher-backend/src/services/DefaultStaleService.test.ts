import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { containerResourceRef } from 'backstage-plugin-docker-watcher-common';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { ActionRequest } from '../lifecycle/ActionTarget';
import { SnoozeStore, StaleCandidate, StaleStore } from '../stale/StaleStore';
import { StaleJudge } from '../stale/StaleJudge';
import { Cleanup, DefaultStaleService } from './DefaultStaleService';

const at = '2025-01-01T00:00:00.000Z';

function container(host: string, name: string) {
  return { host, id: name, name, workload: `${host}/name:${name}` };
}

/** Over hosts of which the test says when and how they answer. */
function createService(perform: (request: ActionRequest) => Promise<unknown>) {
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const requests: ActionRequest[] = [];
  let changes = 0;
  const store: Pick<StaleStore, 'getCandidates'> = {
    getCandidates: async refs =>
      new Map(
        refs.map(ref => [
          containerResourceRef(ref),
          {
            container: {
              ...container(ref.host, ref.id),
              ...{ state: 'exited', labels: {}, lastAliveAt: at },
            },
          } as Partial<StaleCandidate> as StaleCandidate,
        ]),
      ),
  };
  const service = DefaultStaleService.create({
    inventory: {
      listStale: async () => {
        throw new Error('Nothing is listed here');
      },
      getReclaimables: async () => new Map(),
    },
    store: store as StaleStore,
    snoozes: {} as Partial<SnoozeStore> as SnoozeStore,
    judge: StaleJudge.create({
      settings: {
        values: async () => ({
          eventLog: { retentionDays: { info: 1, warn: 1, error: 1 } },
          stale: { thresholdDays: 7 },
        }),
      },
      ...{ hostDays: new Map(), rules: [], clock, logger },
    }),
    lifecycle: {
      perform: async request => {
        requests.push(request);
        await perform(request);
        return 'done';
      },
    },
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo(),
    clock,
    logger,
    onChanged: () => {
      changes += 1;
    },
  });
  const cleanUp = (
    containers: Cleanup['containers'],
    more: Partial<Cleanup> = {},
  ) =>
    service.cleanUp({
      ...{ containers, dryRun: false, removeVolumes: false },
      actor: 'user:default/ada',
      ...more,
    });
  return { cleanUp, clock, logger, requests, changed: () => changes };
}

const never = () => new Promise<never>(() => {});

describe('a clean-up', () => {
  it('asks to remove what was judged, as it was judged, and no volumes by itself', async () => {
    const { cleanUp, clock, requests, changed } = createService(async () => {});
    const one = container('nas', 'old');
    await expect(cleanUp([one], { dryRun: true })).resolves.toMatchObject([
      { outcome: 'removable' },
    ]);
    expect([requests, changed()]).toEqual([[], 0]);
    await expect(cleanUp([one])).resolves.toEqual([
      { host: 'nas', id: 'old', name: 'old', outcome: 'removed' },
    ]);
    await cleanUp([one], { removeVolumes: true });
    const asked = {
      ...{ action: 'remove', container: one, expectedState: 'exited' },
      ...{ notRunSince: at, actor: 'user:default/ada' },
    };
    expect(requests).toEqual([asked, { ...asked, removeVolumes: true }]);
    expect(changed()).toBe(2);
    expect(clock.pending).toBe(0);
  });

  it('answers in time when a host does not, and goes on with the others', async () => {
    const { cleanUp, clock, requests } = createService(
      ({ container: { host } }) =>
        host === 'hangs' ? never() : Promise.resolve(),
    );
    const hanging = Array.from({ length: 6 }, (_, index) =>
      container('hangs', `h${index}`),
    );
    const fine = Array.from({ length: 6 }, (_, index) =>
      container('nas', `n${index}`),
    );
    const answer = cleanUp([...hanging, ...fine]);
    await clock.advance(1);
    expect(requests.map(({ container: { name } }) => name).sort()).toEqual(
      ['h0', 'h1', 'h2', 'h3', ...fine.map(({ name }) => name)].sort(),
    );
    await clock.advance(20_000);
    const results = await answer;
    expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ...hanging
        .slice(0, 4)
        .map(() => [
          'failed',
          "Host 'hangs' was asked for it and is still at it; the event log will tell what came of it.",
        ]),
      ...hanging
        .slice(4)
        .map(() => [
          'failed',
          expect.stringMatching(
            /^Nothing was done to it, because host 'hangs'/,
          ),
        ]),
      ...fine.map(() => ['removed', undefined]),
    ]);
    expect(requests).toHaveLength(10);
    expect(clock.pending).toBe(0);
  });

  it('says what went wrong, but nothing that only the backend should know', async () => {
    const errors: Record<string, Error> = {
      gone: new NotFoundError('No container'),
      away: new ServiceUnavailableError('Nothing was done'),
      bug: new Error('connect ECONNREFUSED tcp://10.0.0.5:2376'),
    };
    const { cleanUp, logger } = createService(
      async ({ container: { name } }) => {
        throw errors[name];
      },
    );
    const results = await cleanUp(
      Object.keys(errors).map(name => container('nas', name)),
    );
    expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['gone', 'No container'],
      ['failed', 'Nothing was done'],
      ['failed', 'It failed, and the log of the backend tells why.'],
    ]);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/'bug' on host 'nas'/),
      errors.bug,
    );
  });
});
