import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Container,
  ContainerDetail,
  ContainersQuery,
  Host,
  Page,
  Summary,
} from 'backstage-plugin-docker-watcher-common';

/** Who asks. */
export interface InventoryCallOptions {
  credentials: BackstageCredentials;
}

/** The inventory as one reader may see it. */
export interface InventoryService {
  getSummary(options: InventoryCallOptions): Promise<Summary>;

  listHosts(options: InventoryCallOptions): Promise<Page<Host>>;

  /** @throws NotFoundError when there is no such host. */
  getHost(name: string, options: InventoryCallOptions): Promise<Host>;

  listContainers(
    query: ContainersQuery,
    options: InventoryCallOptions,
  ): Promise<Page<Container>>;

  /** @throws NotFoundError when there is none or the reader may not see it. */
  getContainer(
    ref: { host: string; id: string },
    options: InventoryCallOptions,
  ): Promise<ContainerDetail>;
}
