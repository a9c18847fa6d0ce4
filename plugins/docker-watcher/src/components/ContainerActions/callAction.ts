import {
  ContainerAction,
  ContainerActionAnswer,
  ContainerActionRequest,
  DockerWatcherApi,
} from 'backstage-plugin-docker-watcher-common';

/** The call of the client that does it. */
export async function callAction(
  api: DockerWatcherApi,
  action: ContainerAction,
  request: ContainerActionRequest,
): Promise<ContainerActionAnswer> {
  switch (action) {
    case 'start':
      return api.startContainer(request);
    case 'stop':
      return api.stopContainer(request);
    case 'restart':
      return api.restartContainer(request);
    case 'remove':
      return api.removeContainer(request);
    default:
      throw new TypeError(`Unknown action '${action satisfies never}'`);
  }
}
