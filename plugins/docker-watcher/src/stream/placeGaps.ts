import { compareIds } from './compareIds';

/**
 * Which of the events, the newest first, stand right below a gap, by their ids.
 *
 * @returns `bottom` when a gap lies below all of them.
 */
export function placeGaps(
  items: readonly { id: string }[],
  gaps: readonly { after: string; oldest: string }[],
): { above: Set<string>; bottom: boolean } {
  const above = new Set<string>();
  let bottom = false;
  for (const gap of gaps) {
    const below = items.find(({ id }) => compareIds(id, gap.oldest) < 0);
    if (below) {
      above.add(below.id);
    } else {
      bottom = true;
    }
  }
  return { above, bottom };
}
