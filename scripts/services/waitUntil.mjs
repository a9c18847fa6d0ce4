import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is yes, the process ends or the time is up.
 *
 * @returns `ready`, `exited` or `timeout`
 */
export async function waitUntil(isReady, { exited, timeoutMs }) {
  let ended = false;
  exited.then(
    () => (ended = true),
    () => (ended = true),
  );
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (ended) {
      return 'exited';
    }
    if (await isReady()) {
      return 'ready';
    }
    await sleep(200);
  }
  return 'timeout';
}
