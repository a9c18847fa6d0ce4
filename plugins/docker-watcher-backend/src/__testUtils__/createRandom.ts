/**
 * Numbers from 0 to 1 that look random and are the same for the same seed, which is
 * printed so that a failure can be had again.
 */
export function createRandom(
  what: string,
  seed = Math.floor(Math.random() * 2 ** 31),
): () => number {
  // eslint-disable-next-line no-console
  console.info(`Seed of ${what}: ${seed}`);
  let state = seed % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
