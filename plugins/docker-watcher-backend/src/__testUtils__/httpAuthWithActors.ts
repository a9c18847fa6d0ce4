import {
  ServiceFactory,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/**
 * Real tokens of a plugin that asks for a user say so, and the permission backend
 * insists on it; the mocked ones forget it.
 *
 * @param users - headers of those who ask by themselves
 */
export function httpAuthWithActors(users: readonly string[]): ServiceFactory {
  return createServiceFactory({
    service: coreServices.httpAuth,
    deps: { plugin: coreServices.pluginMetadata },
    factory({ plugin }) {
      const httpAuth = mockServices.httpAuth({ pluginId: plugin.getId() });
      const read = httpAuth.credentials.bind(httpAuth);
      const credentials: typeof httpAuth.credentials = async (req, options) => {
        const found = await read(req, options);
        if (!users.includes(req.headers.authorization ?? '')) {
          Object.assign(found.principal as object, {
            actor: { type: 'service', subject: 'plugin:docker-watcher' },
          });
        }
        return found;
      };
      return Object.assign(httpAuth, { credentials });
    },
  });
}
