const LIMIT_MS = 30_000;
const PAUSE_MS = 20;

/** Waits until a condition holds. @throws when it does not for 30 seconds. */
export async function waitFor(
  condition: () => Promise<boolean> | boolean,
  describeState: () => string = () => '',
): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(
        `Waited ${LIMIT_MS / 1000} s in vain. ${describeState()}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}
