import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_COMPOSE_PROJECT,
  ANNOTATION_COMPOSE_SERVICE,
  ANNOTATION_CONTAINER_NAME,
  ANNOTATION_HOST,
  ANNOTATION_SELECTOR,
} from 'backstage-plugin-docker-watcher-common';

const ANNOTATIONS = [
  ANNOTATION_CONTAINER_NAME,
  ANNOTATION_SELECTOR,
  ANNOTATION_COMPOSE_PROJECT,
  ANNOTATION_COMPOSE_SERVICE,
  ANNOTATION_HOST,
];
const DEPLOYED_KINDS = ['component', 'resource'];
/** They hold containers, and are none; the catalog module provides them. */
const HOLDERS = ['docker-host', 'docker-compose-project'];

/**
 * Whether an entity may have containers: it is of a kind that is deployed, or claims
 * some by annotation.
 *
 * @remarks Components and resources need no annotation, because a container can name
 * its entity by its label.
 * @public
 */
export function isDockerWatcherAvailable(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  const isHolder = HOLDERS.includes(String(entity.spec?.type));
  return (
    (DEPLOYED_KINDS.includes(entity.kind.toLocaleLowerCase('en-US')) &&
      !isHolder) ||
    ANNOTATIONS.some(name => Object.hasOwn(annotations, name))
  );
}
