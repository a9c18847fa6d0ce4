import { ContainerOrderField } from 'backstage-plugin-docker-watcher-common';

/**
 * By which expressions a list is ordered, most significant first. Each ends in host
 * and id, so that no two containers are ever equal; none is ever NULL, which the
 * databases would sort differently.
 */
export const CONTAINER_ORDER: Record<ContainerOrderField, readonly string[]> = {
  name: ['c.name', 'c.host', 'c.id'],
  host: ['c.host', 'c.name', 'c.id'],
  state: ['c.state', 'c.name', 'c.host', 'c.id'],
  health: ['c.health', 'c.name', 'c.host', 'c.id'],
  image: ['c.image', 'c.name', 'c.host', 'c.id'],
  project: ["coalesce(c.compose_project, '')", 'c.name', 'c.host', 'c.id'],
  createdAt: ['c.created_at', 'c.name', 'c.host', 'c.id'],
};
