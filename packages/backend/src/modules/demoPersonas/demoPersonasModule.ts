import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
  createProxyAuthenticator,
} from '@backstage/plugin-auth-node';

const PROVIDER_PREFIX = 'demo-';

/**
 * Signs people in as catalog users without asking for a password: one auth
 * provider for each key of `auth.providers` that begins with `demo-`.
 *
 * Allowed wherever guests are, and nowhere else.
 */
export const demoPersonasModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-personas',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        const providersConfig = config.getOptionalConfig('auth.providers');
        const allowed =
          process.env.NODE_ENV === 'development' ||
          providersConfig?.getOptionalBoolean(
            'guest.dangerouslyAllowOutsideDevelopment',
          ) === true;
        const authenticator = createProxyAuthenticator({
          defaultProfileTransform: async () => ({ profile: {} }),
          initialize: () => undefined,
          async authenticate() {
            if (!allowed) {
              throw new NotAllowedError(
                "The demo's personas need no password and are refused outside of development; set 'auth.providers.guest.dangerouslyAllowOutsideDevelopment: true' to allow them",
              );
            }
            return { result: {} };
          },
        });

        for (const providerId of providersConfig?.keys() ?? []) {
          if (!providerId.startsWith(PROVIDER_PREFIX)) {
            continue;
          }
          const entityRef = config.getString(
            `auth.providers.${providerId}.userEntityRef`,
          );
          providers.registerProvider({
            providerId,
            factory: createProxyAuthProviderFactory({
              authenticator,
              signInResolver: async (_info, ctx) =>
                ctx.signInWithCatalogUser({ entityRef }),
            }),
          });
        }
      },
    });
  },
});
