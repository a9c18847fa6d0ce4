import { deriveWorkload } from 'backstage-plugin-docker-watcher-common';
import { TrackedContainer } from './TrackedContainer';

/** The container under another name; only without Compose is it another workload. */
export function withName(
  container: TrackedContainer,
  name: string,
  host: string,
): TrackedContainer {
  const byName = deriveWorkload({ host, name: container.name });
  return {
    ...container,
    name,
    workload:
      container.workload === byName
        ? deriveWorkload({ host, name })
        : container.workload,
  };
}
