/**
 * Container label that names the entity a container belongs to.
 * @public
 */
export const LABEL_ENTITY_REF = 'docker-watcher.entity-ref';

/**
 * Labels that Docker Compose puts on the containers it creates.
 * @public
 */
export const LABEL_COMPOSE_PROJECT = 'com.docker.compose.project';
/** @public */
export const LABEL_COMPOSE_SERVICE = 'com.docker.compose.service';
/** @public */
export const LABEL_COMPOSE_NUMBER = 'com.docker.compose.container-number';

/**
 * Annotation of an entity: the names of the containers it claims, with commas.
 * @public
 */
export const ANNOTATION_CONTAINER_NAME = 'docker-watcher/container-name';

/**
 * Annotation of an entity: `key=value,key=value`, labels that the containers it claims
 * carry, all of them.
 * @public
 */
export const ANNOTATION_SELECTOR = 'docker-watcher/selector';

/**
 * Annotation of an entity: the Compose project whose containers it claims.
 * @public
 */
export const ANNOTATION_COMPOSE_PROJECT = 'docker-watcher/compose-project';

/**
 * Annotation of an entity: narrows {@link ANNOTATION_COMPOSE_PROJECT} to one service.
 * @public
 */
export const ANNOTATION_COMPOSE_SERVICE = 'docker-watcher/compose-service';

/**
 * Annotation of an entity: narrows its claims to hosts by name, with commas.
 * @public
 */
export const ANNOTATION_HOST = 'docker-watcher/host';

/**
 * Annotation of an entity: after how many days without running the containers that it
 * owns are stale, a whole number from 1 to 3650. A claim that is not trusted does not
 * make it the owner.
 * @public
 */
export const ANNOTATION_STALE_THRESHOLD_DAYS =
  'docker-watcher/stale-threshold-days';

/**
 * Container label: after how many days without running it is stale, a whole number from
 * 1 to 3650.
 * @public
 */
export const LABEL_STALE_THRESHOLD_DAYS = 'docker-watcher.stale-threshold-days';

/**
 * Container label: `true` keeps it from ever being stale.
 * @public
 */
export const LABEL_IGNORE = 'docker-watcher.ignore';
