import {
  ComposeIdentity,
  LABEL_COMPOSE_NUMBER,
  LABEL_COMPOSE_PROJECT,
  LABEL_COMPOSE_SERVICE,
} from 'backstage-plugin-docker-watcher-common';
import { storableText } from './storableText';

const LABEL_COMPOSE_ONE_OFF = 'com.docker.compose.oneoff';
const LONGEST_NAME = 255;
const HIGHEST_NUMBER = 2 ** 31 - 1;

/**
 * Where the labels that Compose writes place a container.
 *
 * @remarks A one-off, as `docker compose run` makes it, is of a service without
 * being one of its replicas, though it carries the number 1.
 */
export function parseCompose(labels: Record<string, string>): {
  compose?: ComposeIdentity;
  oneOff: boolean;
} {
  const oneOff = labels[LABEL_COMPOSE_ONE_OFF]?.toLowerCase() === 'true';
  const project = storableText(
    labels[LABEL_COMPOSE_PROJECT] ?? '',
    LONGEST_NAME,
  );
  const service = storableText(
    labels[LABEL_COMPOSE_SERVICE] ?? '',
    LONGEST_NAME,
  );
  if (!project || !service) {
    return { oneOff };
  }
  const text = labels[LABEL_COMPOSE_NUMBER] ?? '';
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 1;
  return {
    compose: {
      project,
      service,
      number: Math.min(Math.max(number, 1), HIGHEST_NUMBER),
    },
    oneOff,
  };
}
