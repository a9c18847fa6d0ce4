import { AuditorService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { StaleService } from './StaleService';
import { AuditedStaleService } from './AuditedStaleService';

const container = { host: 'nas', id: 'a'.repeat(64) };
const options = { credentials: mockCredentials.user() };

function createService(given: {
  stale?: Partial<StaleService>;
  auditor?: { create?: Error; success?: Error };
}) {
  const told: unknown[] = [];
  const done: string[] = [];
  const createEvent: AuditorService['createEvent'] = async event => {
    if (given.auditor?.create) {
      throw given.auditor.create;
    }
    told.push([event.eventId, event.severityLevel, event.meta]);
    return {
      success: async outcome => {
        if (given.auditor?.success) {
          throw given.auditor.success;
        }
        told.push(outcome?.meta);
      },
      fail: async ({ error }) => void told.push(error.name),
    };
  };
  const stale: StaleService = {
    listStale: async () => {
      throw new Error('Nothing is listed here');
    },
    cleanUp: async ({ containers, dryRun = false }) => {
      done.push('clean-up');
      const outcome = dryRun ? 'removable' : 'removed';
      return {
        dryRun,
        results: containers.map(one => ({ ...one, outcome })),
      };
    },
    snooze: async () => {
      throw new NotAllowedError('No');
    },
    endSnooze: async () => void done.push('end'),
    ...given.stale,
  };
  const logger = mockServices.logger.mock();
  const service = AuditedStaleService.create({
    ...{ stale, logger },
    auditor: mockServices.auditor.mock({ createEvent }),
  });
  return { service, told, done, logger };
}

describe('AuditedStaleService', () => {
  it('has every change audited with what came of it, refusals as well', async () => {
    const { service, told } = createService({});
    const containers = [container];
    await service.cleanUp({ containers, dryRun: true }, options);
    await service.cleanUp({ containers, removeVolumes: true }, options);
    await expect(
      service.snooze(container, { days: 3, note: 'later' }, options),
    ).rejects.toThrow('No');
    await service.endSnooze(container, options);
    expect(told).toEqual([
      [
        ...['stale-cleanup', 'low'],
        { containers, dryRun: true, removeVolumes: false },
      ],
      { results: [{ ...container, outcome: 'removable' }] },
      [
        ...['stale-cleanup', 'high'],
        { containers, dryRun: false, removeVolumes: true },
      ],
      { results: [{ ...container, outcome: 'removed' }] },
      ['stale-snooze', 'medium', { ...container, days: 3, note: 'later' }],
      'NotAllowedError',
      ['stale-snooze-end', 'medium', container],
      {},
    ]);
  });

  it('changes nothing without an audit, and undoes nothing when it fails late', async () => {
    const without = createService({ auditor: { create: new Error('Away') } });
    await expect(
      without.service.cleanUp({ containers: [container] }, options),
    ).rejects.toThrow('Away');
    expect(without.done).toEqual([]);

    const late = createService({ auditor: { success: new Error('Away') } });
    await expect(
      late.service.cleanUp({ containers: [container] }, options),
    ).resolves.toMatchObject({ results: [{ outcome: 'removed' }] });
    expect(late.logger.error).toHaveBeenCalledTimes(1);
  });
});
