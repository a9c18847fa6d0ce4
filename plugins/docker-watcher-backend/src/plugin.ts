import { randomUUID } from 'node:crypto';
import {
  LoggerService,
  RootSystemMetadataService,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  SignalsService,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import { dockerWatcherSettingsReadPermission } from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherHostsExtensionPoint } from 'backstage-plugin-docker-watcher-node';
import { HostConfig } from './config/DockerWatcherConfig';
import { readDockerWatcherConfig } from './config/readDockerWatcherConfig';
import { DatabaseEntityOwnersStore } from './database/DatabaseEntityOwnersStore';
import { DatabaseEventLogStore } from './database/DatabaseEventLogStore';
import { DatabaseInventoryReader } from './database/DatabaseInventoryReader';
import { DatabaseInventoryStore } from './database/DatabaseInventoryStore';
import { DatabaseLeaseStore } from './database/DatabaseLeaseStore';
import { DatabaseSettingsStore } from './database/DatabaseSettingsStore';
import { migrateDatabase } from './database/migrateDatabase';
import { SignalsRelay } from './delivery/SignalsRelay';
import { DockerEngine } from './engine/DockerEngine';
import { EventLog } from './eventLog/EventLog';
import { EventLogCleaner } from './eventLog/EventLogCleaner';
import { OwnershipRefresher } from './inventory/ownership/OwnershipRefresher';
import { fetchOwnersFromCatalog } from './inventory/ownership/fetchOwnersFromCatalog';
import { Clock } from './lib/Clock';
import { SystemClock } from './lib/SystemClock';
import { dockerWatcherContainerResourceRef } from './permissions/dockerWatcherContainerResourceRef';
import { dockerWatcherEventResourceRef } from './permissions/dockerWatcherEventResourceRef';
import { registerPermissions } from './permissions/registerPermissions';
import { createRouter } from './router/createRouter';
import { AuthorizedEventsService } from './services/AuthorizedEventsService';
import { AuthorizedInventoryService } from './services/AuthorizedInventoryService';
import { AuthorizedSettingsService } from './services/AuthorizedSettingsService';
import { ChangeDecisions } from './services/ChangeDecisions';
import { DefaultEventsService } from './services/DefaultEventsService';
import { DefaultInventoryService } from './services/DefaultInventoryService';
import { DefaultSettingsService } from './services/DefaultSettingsService';
import { ReaderDecisions } from './services/ReaderDecisions';
import { CurrentSettings } from './settings/CurrentSettings';
import { defaultSettings, retentionMs } from './settings/resolveSettings';
import { AddedHosts } from './watch/AddedHosts';
import { WatchSupervisor } from './watch/WatchSupervisor';
import { WatchedHost } from './watch/WatchedHost';

/**
 * Watches Docker hosts, keeps an inventory of their containers and answers for it.
 *
 * @public
 */
export const dockerWatcherPlugin = createBackendPlugin({
  pluginId: 'docker-watcher',
  register(env) {
    const addedHosts = AddedHosts.create();
    env.registerExtensionPoint(dockerWatcherHostsExtensionPoint, addedHosts);

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        system: coreServices.rootSystemMetadata,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auth, catalog, httpAuth, lifecycle, logger } = deps;
        const { permissions, permissionsRegistry, userInfo } = deps;
        const clock = new SystemClock();
        const config = readDockerWatcherConfig(deps.config);
        const knex = await migrateDatabase(deps.database);

        const inventory = DatabaseInventoryReader.create({ knex });
        const eventLogStore = DatabaseEventLogStore.create({ knex });
        registerPermissions({
          permissionsRegistry,
          inventory,
          events: eventLogStore,
        });
        const changes = ChangeDecisions.create({
          permissions,
          auth,
          userInfo,
          permissionsEnabled:
            deps.config.getOptionalBoolean('permission.enabled') ?? false,
          admins: config.admins,
        });
        const decisions = ReaderDecisions.create({
          permissions,
          mayReadSettings: credentials =>
            changes.mayReadGuarded(
              { permission: dockerWatcherSettingsReadPermission },
              credentials,
            ),
          toFilter: createConditionTransformer(
            permissionsRegistry.getPermissionRuleset(
              dockerWatcherContainerResourceRef,
            ),
          ),
          toEventCondition: createConditionTransformer(
            permissionsRegistry.getPermissionRuleset(
              dockerWatcherEventResourceRef,
            ),
          ),
        });
        const eventLog = EventLog.create({ store: eventLogStore });
        const settingsStore = DatabaseSettingsStore.create({ knex });
        const settings = CurrentSettings.create({
          store: settingsStore,
          defaults: defaultSettings(config),
        });
        deps.httpRouter.use(
          createRouter({
            httpAuth,
            auditor: deps.auditor,
            settings: AuthorizedSettingsService.create({
              settings: DefaultSettingsService.create({
                store: settingsStore,
                current: settings,
                eventLog,
                clock,
              }),
              decisions,
              changes,
            }),
            inventory: AuthorizedInventoryService.create({
              inventory: DefaultInventoryService.create({
                inventory,
                auth,
                userInfo,
              }),
              decisions,
            }),
            events: AuthorizedEventsService.create({
              events: DefaultEventsService.create({
                eventLog,
                auth,
                userInfo,
                clock,
              }),
              decisions,
              clock,
            }),
          }),
        );

        const eventLogCleaner = EventLogCleaner.create({
          store: eventLogStore,
          clock,
          logger,
          readRetention: async () => retentionMs(await settings.values()),
        });
        await deps.scheduler.scheduleTask({
          id: 'docker-watcher-clean-event-log',
          scope: 'global',
          frequency: { hours: 1 },
          timeout: { minutes: 10 },
          initialDelay: { minutes: 1 },
          fn: async signal => {
            await eventLogCleaner.clean(signal);
          },
        });

        const signals = await createSignalsRelay({ ...deps, clock });
        const ownership = OwnershipRefresher.create({
          store: DatabaseEntityOwnersStore.create({ knex }),
          fetchOwners: fetchOwnersFromCatalog({ catalog, auth }),
          clock,
          logger,
          onChanged: () => signals?.changed(),
        });
        const supervisor = WatchSupervisor.create({
          hosts: [
            ...config.hosts.map(host => toWatchedHost(host, { clock, logger })),
            ...addedHosts.close(),
          ].map(host => ({
            ...host,
            readOnly: host.readOnly || config.readOnly,
          })),
          store: DatabaseInventoryStore.create({ knex, clock }),
          leases: DatabaseLeaseStore.create({ knex }),
          holder: randomUUID(),
          clock,
          logger,
          reconcileIntervalMs: config.reconcileIntervalMs,
          keepRemovedMs: config.keepRemovedMs,
          onChanged: () => {
            eventLog.notifyAppended();
            signals?.changed();
            ownership.hasten();
          },
        });

        lifecycle.addStartupHook(() => {
          supervisor.start();
          ownership.start();
        });
        lifecycle.addShutdownHook(async () => {
          await Promise.all([supervisor.stop(), ownership.stop()]);
          signals?.stop();
        });
      },
    });
  },
});

function toWatchedHost(
  host: HostConfig,
  options: { clock: Clock; logger: LoggerService },
): WatchedHost {
  const { connection, ...described } = host;
  const { clock, logger } = options;
  const shared = { ...described, simulated: false };
  return connection.kind === 'misconfigured'
    ? { ...shared, problem: connection.problem }
    : {
        ...shared,
        engine: DockerEngine.create({
          connection,
          hostName: host.name,
          clock,
          logger,
        }),
      };
}

/** Browsers refresh by themselves as well, so the signals plugin may be missing. */
async function createSignalsRelay(options: {
  signals: SignalsService;
  system: RootSystemMetadataService;
  clock: Clock;
  logger: LoggerService;
}): Promise<SignalsRelay | undefined> {
  const plugins = await options.system.getInstalledPlugins();
  if (!plugins.some(({ pluginId }) => pluginId === 'signals')) {
    options.logger.info(
      'The signals plugin is not installed, so browsers show changes when they next refresh',
    );
    return undefined;
  }
  return SignalsRelay.create(options);
}
