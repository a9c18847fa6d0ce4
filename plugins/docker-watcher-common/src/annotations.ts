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
