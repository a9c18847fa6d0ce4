/**
 * The signals channel of the plugin. Broadcast signals reach sockets without a
 * sign-in, so a message says that something changed and nothing else.
 * @public
 */
export const DOCKER_WATCHER_SIGNALS_CHANNEL = 'docker-watcher';

/**
 * Ask again: containers or hosts changed since the last signal.
 * @public
 */
export type DockerWatcherSignal = { action: 'changed' };
