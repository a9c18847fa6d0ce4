const LIMIT_MS = 30_000;

/** Waits for a condition by looking again and again; the test runs on real time. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`Waited ${LIMIT_MS / 1000} s for: ${condition}`);
    }
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
