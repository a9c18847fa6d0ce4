import {
  EngineConnection,
  InspectedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { Clock } from '../lib/Clock';
import { mapConcurrently } from '../lib/mapConcurrently';
import { withTimeLimit } from '../lib/withTimeLimit';

const IN_FLIGHT = 8;
const ONE_LIMIT_MS = 10_000;
/** A sick engine must not keep the list waiting; the rest is owed to the next. */
const ALL_LIMIT_MS = 20_000;

/**
 * Inspects containers, as many as get done in time. One that fails is marked so and
 * disturbs no other; one that has gone meanwhile is left out.
 */
export async function inspectContainers(
  ids: readonly string[],
  options: { connection: EngineConnection; clock: Clock; signal: AbortSignal },
): Promise<Map<string, InspectedContainer | 'failed'>> {
  const { connection, clock, signal } = options;
  const end = clock.monotonic() + ALL_LIMIT_MS;
  const results = new Map<string, InspectedContainer | 'failed'>();
  await mapConcurrently(ids, { limit: IN_FLIGHT, signal }, async id => {
    const ms = Math.min(ONE_LIMIT_MS, end - clock.monotonic());
    if (ms <= 0) {
      results.set(id, 'failed');
      return;
    }
    try {
      const inspected = await withTimeLimit(
        { clock, ms, signal, what: `Inspecting container ${id}` },
        inner => connection.inspectContainer(id, { signal: inner }),
      );
      if (inspected) {
        results.set(id, inspected);
      }
    } catch (error) {
      signal.throwIfAborted();
      results.set(id, 'failed');
    }
  });
  return results;
}
