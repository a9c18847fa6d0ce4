import {
  ANNOTATION_COMPOSE_PROJECT,
  ANNOTATION_COMPOSE_SERVICE,
  ANNOTATION_HOST,
  ClaimSuggestion,
  Container,
} from 'backstage-plugin-docker-watcher-common';

/**
 * What an entity could write to claim containers of a Compose service that has its
 * name. Never more than a suggestion: names meet by chance.
 *
 * @param unclaimed - containers of services with that name, which nobody claims
 */
export function suggestClaims(
  entityName: string,
  unclaimed: readonly Container[],
): ClaimSuggestion[] {
  const hostsByProject = new Map<string, Set<string>>();
  for (const { host, compose } of unclaimed) {
    if (compose) {
      const hosts = hostsByProject.get(compose.project) ?? new Set();
      hostsByProject.set(compose.project, hosts.add(host));
    }
  }
  return [...hostsByProject]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([project, hosts]) => {
      const where = [...hosts].sort();
      return {
        annotations: {
          [ANNOTATION_COMPOSE_PROJECT]: project,
          [ANNOTATION_COMPOSE_SERVICE]: entityName,
          [ANNOTATION_HOST]: where.join(','),
        },
        because: `The Compose project '${project}' on ${where.join(
          ', ',
        )} has a service '${entityName}' whose containers nobody claims`,
      };
    });
}
