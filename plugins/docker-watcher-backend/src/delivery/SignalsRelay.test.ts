import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { SignalsRelay } from './SignalsRelay';

describe('SignalsRelay', () => {
  function create(failing = false) {
    const clock = new FakeClock();
    const logger = mockServices.logger.mock();
    const sent: { at: number; payload: unknown }[] = [];
    const broken = { yes: failing };
    const relay = SignalsRelay.create({
      clock,
      logger,
      signals: {
        publish: async payload => {
          sent.push({ at: clock.monotonic(), payload });
          if (broken.yes) {
            throw new Error('no events service');
          }
        },
      },
    });
    return { clock, logger, sent, relay, broken };
  }

  it('signals a change at once, says nothing else, and holds back what follows for two seconds', async () => {
    const { clock, sent, relay } = create();
    relay.changed();
    expect(sent).toEqual([
      {
        at: 0,
        payload: {
          recipients: { type: 'broadcast' },
          channel: 'docker-watcher',
          message: { action: 'changed' },
        },
      },
    ]);
    for (let i = 0; i < 50; i++) {
      relay.changed();
      await clock.advance(100);
    }
    await clock.advance(60_000);
    // The last change, at 4.9 s, is signalled as well.
    expect(sent.map(({ at }) => at)).toEqual([0, 2000, 4000, 6000]);
    expect(clock.pending).toBe(0);
    relay.changed();
    expect(sent).toHaveLength(5);
  });

  it('logs a failure once until it works again', async () => {
    const { clock, sent, relay, logger, broken } = create(true);
    for (let i = 0; i < 3; i++) {
      relay.changed();
      await clock.advance(3000);
    }
    expect(sent).toHaveLength(3);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    broken.yes = false;
    relay.changed();
    await clock.advance(3000);
    broken.yes = true;
    relay.changed();
    await clock.advance(3000);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('leaves nothing behind when stopped', async () => {
    const { clock, sent, relay } = create();
    relay.changed();
    relay.changed();
    relay.stop();
    relay.changed();
    expect(clock.pending).toBe(0);
    await clock.advance(10_000);
    expect(sent).toHaveLength(1);
  });
});
