import {
  ANNOTATION_COMPOSE_PROJECT,
  ANNOTATION_COMPOSE_SERVICE,
  ANNOTATION_CONTAINER_NAME,
  ANNOTATION_HOST,
  ANNOTATION_SELECTOR,
  Container,
  LABEL_ENTITY_REF,
} from 'backstage-plugin-docker-watcher-common';

const PLAIN = /^[a-z_][\w./-]*$/i;
const WORDS_OF_YAML = /^(true|false|yes|no|on|off|null|y|n)$/i;

/** A text that YAML reads as that very text. Quoted, it is the same as in JSON. */
function scalar(value: string): string {
  return PLAIN.test(value) && !WORDS_OF_YAML.test(value)
    ? value
    : JSON.stringify(value);
}

/** Annotations as they stand in a catalog-info file. */
export function formatAnnotations(annotations: Record<string, string>): string {
  return [
    'metadata:',
    '  annotations:',
    ...Object.entries(annotations).map(
      ([name, value]) => `    ${name}: ${scalar(value)}`,
    ),
  ].join('\n');
}

/** The ways to claim containers, for an entity of which nothing else is known. */
export function formatAnnotationTemplate(entityName: string): string {
  return [
    formatAnnotations({ [ANNOTATION_CONTAINER_NAME]: entityName }),
    '    # or all containers of a Compose project, or of one of its services',
    `    # ${ANNOTATION_COMPOSE_PROJECT}: my-project`,
    `    # ${ANNOTATION_COMPOSE_SERVICE}: my-service`,
    '    # or all that carry these labels',
    `    # ${ANNOTATION_SELECTOR}: "key=value,key=value"`,
    '    # and only on these hosts',
    `    # ${ANNOTATION_HOST}: my-host`,
  ].join('\n');
}

/** The annotations by which an entity would claim a container. */
export function annotationsToClaim(
  container: Pick<Container, 'name' | 'host' | 'compose'>,
): Record<string, string> {
  const { name, host, compose } = container;
  return {
    ...(compose
      ? {
          [ANNOTATION_COMPOSE_PROJECT]: compose.project,
          [ANNOTATION_COMPOSE_SERVICE]: compose.service,
        }
      : { [ANNOTATION_CONTAINER_NAME]: name }),
    [ANNOTATION_HOST]: host,
  };
}

/** The label by which a service of a Compose file names its entity. */
export function formatComposeLabel(service: string, entityRef: string): string {
  return [
    'services:',
    `  ${scalar(service)}:`,
    '    labels:',
    `      ${LABEL_ENTITY_REF}: ${scalar(entityRef)}`,
  ].join('\n');
}

/** The same for a container that was started by hand. */
export function formatRunLabel(entityRef: string): string {
  return `docker run --label ${LABEL_ENTITY_REF}=${entityRef} …`;
}

/** The configuration by which a host trusts the annotations of some owners. */
export function formatTrust(
  hosts: readonly string[],
  ownerRefs: readonly string[],
): string {
  return [
    'dockerWatcher:',
    '  hosts:',
    ...hosts.flatMap(host => [
      `    - name: ${scalar(host)}`,
      `      trustAnnotationsFrom: [${ownerRefs.map(scalar).join(', ')}]`,
    ]),
  ].join('\n');
}

/** The entity that a container is likely to belong to, to begin from. */
export function guessEntityRef(
  container: Pick<Container, 'name' | 'compose'>,
): string {
  return `component:default/${container.compose?.service ?? container.name}`;
}
