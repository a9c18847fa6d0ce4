import { AuthService } from '@backstage/backend-plugin-api';
import {
  Container,
  DockerWatcherApi,
  Host,
} from 'backstage-plugin-docker-watcher-common';

const PAGE = 500;

/** Everything that docker-watcher knows, removed containers left out. */
export interface ProvidedInventory {
  hosts: Host[];
  containers: Container[];
}

/** Asks docker-watcher in the catalog's own name, page by page. */
export async function fetchInventory(options: {
  client: Pick<DockerWatcherApi, 'listHosts' | 'listContainers'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials' | 'getPluginRequestToken'>;
  signal: AbortSignal;
}): Promise<ProvidedInventory> {
  const { client, auth, signal } = options;
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'docker-watcher',
  });
  const { items: hosts } = await client.listHosts({ token, signal });
  const containers: Container[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listContainers(
      { limit: PAGE, cursor },
      { token, signal },
    );
    containers.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor !== undefined);
  return { hosts, containers };
}
