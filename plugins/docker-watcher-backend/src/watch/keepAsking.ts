import { EngineConnection } from 'backstage-plugin-docker-watcher-node';
import { Clock } from '../lib/Clock';
import { withTimeLimit } from '../lib/withTimeLimit';

const PING_INTERVAL_MS = 15_000;
const PING_LIMIT_MS = 10_000;

/**
 * Asks an engine for a sign of life until the signal aborts. A connection that died
 * without a word looks like one on which nothing happens.
 *
 * @throws when the engine does not answer
 */
export async function keepAsking(options: {
  connection: EngineConnection;
  clock: Clock;
  host: string;
  signal: AbortSignal;
}): Promise<void> {
  const { connection, clock, host, signal } = options;
  for (;;) {
    await clock.sleep(PING_INTERVAL_MS, signal);
    if (signal.aborted) {
      return;
    }
    await withTimeLimit(
      {
        clock,
        ms: PING_LIMIT_MS,
        signal,
        what: `A sign of life of host '${host}'`,
      },
      inner => connection.ping({ signal: inner }),
    );
  }
}
