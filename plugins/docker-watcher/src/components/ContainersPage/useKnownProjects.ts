import { Container } from 'backstage-plugin-docker-watcher-common';
import { useState } from 'react';

/**
 * The Compose projects seen so far, to choose from. The list grows as pages are
 * looked at and never shrinks, so that choosing one does not take away the others.
 */
export function useKnownProjects(
  containers: readonly Container[] | undefined,
): string[] {
  const [known, setKnown] = useState<string[]>([]);
  const fresh = (containers ?? []).flatMap(({ compose }) =>
    compose && !known.includes(compose.project) ? [compose.project] : [],
  );
  if (fresh.length > 0) {
    setKnown([...new Set([...known, ...fresh])]);
  }
  return known;
}
