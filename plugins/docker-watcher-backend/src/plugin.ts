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
import {
  dockerWatcherHostsExtensionPoint,
  dockerWatcherStaleExtensionPoint,
} from 'backstage-plugin-docker-watcher-node';
import { DockerWatcherConfig, HostConfig } from './config/DockerWatcherConfig';
import { readDockerWatcherConfig } from './config/readDockerWatcherConfig';
import { DatabaseActionLog } from './database/DatabaseActionLog';
import { DatabaseClaimsStore } from './database/DatabaseClaimsStore';
import { DatabaseEntityOwnersStore } from './database/DatabaseEntityOwnersStore';
import { DatabaseEventLogStore } from './database/DatabaseEventLogStore';
import { DatabaseInventoryReader } from './database/DatabaseInventoryReader';
import { DatabaseInventoryStore } from './database/DatabaseInventoryStore';
import { DatabaseLeaseStore } from './database/DatabaseLeaseStore';
import { DatabaseReclaimableStore } from './database/DatabaseReclaimableStore';
import { DatabaseSettingsStore } from './database/DatabaseSettingsStore';
import { DatabaseSnoozeStore } from './database/DatabaseSnoozeStore';
import { DatabaseStaleStore } from './database/DatabaseStaleStore';
import { migrateDatabase } from './database/migrateDatabase';
import { EventStreamHub } from './delivery/EventStreamHub';
import { SignalsRelay } from './delivery/SignalsRelay';
import { DockerEngine } from './engine/DockerEngine';
import { EventLog } from './eventLog/EventLog';
import { EventLogCleaner } from './eventLog/EventLogCleaner';
import { ClaimsRefresher } from './inventory/ownership/ClaimsRefresher';
import { OwnershipRefresher } from './inventory/ownership/OwnershipRefresher';
import { fetchClaimsFromCatalog } from './inventory/ownership/fetchClaimsFromCatalog';
import { fetchOwnersFromCatalog } from './inventory/ownership/fetchOwnersFromCatalog';
import { trustsOwners } from './inventory/ownership/trustsOwners';
import { Clock } from './lib/Clock';
import { SystemClock } from './lib/SystemClock';
import { ActionHost } from './lifecycle/ActionTarget';
import { ContainerLifecycle } from './lifecycle/ContainerLifecycle';
import { dockerWatcherContainerResourceRef } from './permissions/dockerWatcherContainerResourceRef';
import { dockerWatcherEventResourceRef } from './permissions/dockerWatcherEventResourceRef';
import { registerPermissions } from './permissions/registerPermissions';
import { createRouter } from './router/createRouter';
import { AuditedContainerActionsService } from './services/AuditedContainerActionsService';
import { AuditedStaleService } from './services/AuditedStaleService';
import { AuthorizedContainerActionsService } from './services/AuthorizedContainerActionsService';
import { AuthorizedEntityClaimsService } from './services/AuthorizedEntityClaimsService';
import { AuthorizedEventsService } from './services/AuthorizedEventsService';
import { AuthorizedInventoryService } from './services/AuthorizedInventoryService';
import { AuthorizedSettingsService } from './services/AuthorizedSettingsService';
import { AuthorizedStaleService } from './services/AuthorizedStaleService';
import { ChangeDecisions } from './services/ChangeDecisions';
import { ContainerActionDecisions } from './services/ContainerActionDecisions';
import { DefaultContainerActionsService } from './services/DefaultContainerActionsService';
import { DefaultEntityClaimsService } from './services/DefaultEntityClaimsService';
import { DefaultEventsService } from './services/DefaultEventsService';
import { DefaultInventoryService } from './services/DefaultInventoryService';
import { DefaultSettingsService } from './services/DefaultSettingsService';
import { DefaultStaleService } from './services/DefaultStaleService';
import { ReaderDecisions } from './services/ReaderDecisions';
import { CurrentSettings } from './settings/CurrentSettings';
import { defaultSettings, retentionMs } from './settings/resolveSettings';
import { AddedStaleRules } from './stale/AddedStaleRules';
import { DiskUsageMeter } from './stale/DiskUsageMeter';
import { StaleJudge } from './stale/StaleJudge';
import { StaleMonitor } from './stale/StaleMonitor';
import { AddedHosts } from './watch/AddedHosts';
import { WatchSupervisor } from './watch/WatchSupervisor';
import { WatchedHost } from './watch/WatchedHost';
import { separateDuplicates } from './watch/separateDuplicates';

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
    const addedStaleRules = AddedStaleRules.create();
    env.registerExtensionPoint(
      dockerWatcherStaleExtensionPoint,
      addedStaleRules,
    );

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
        const eventStreams = EventStreamHub.create({
          eventLog,
          subjects: {
            getFilterableEvents: ids => eventLogStore.getFilterableEvents(ids),
            getFilterables: refs => inventory.getFilterables(refs),
          },
          clock,
          logger,
        });
        const hosts = separateDuplicates([
          ...config.hosts.map(host => toWatchedHost(host, { clock, logger })),
          ...addedHosts.close(),
        ]);
        const actionHosts = toActionHosts(hosts, config);
        const holder = randomUUID();
        const leases = DatabaseLeaseStore.create({ knex });
        const actionDecisions = ContainerActionDecisions.create({
          decisions,
          changes,
          inventory,
          hosts: actionHosts,
        });
        const signals = await createSignalsRelay({ ...deps, clock });
        const containerLifecycle = ContainerLifecycle.create({
          hosts: actionHosts,
          leases,
          holder,
          log: DatabaseActionLog.create({ knex, clock }),
          clock,
          logger,
          onAppended: () => {
            eventLog.notifyAppended();
            signals?.changed();
          },
        });
        const authorizedInventory = AuthorizedInventoryService.create({
          inventory: DefaultInventoryService.create({
            inventory,
            auth,
            userInfo,
          }),
          decisions,
          actions: actionDecisions,
        });
        const settingsStore = DatabaseSettingsStore.create({ knex });
        const settings = CurrentSettings.create({
          store: settingsStore,
          defaults: defaultSettings(config),
        });
        const staleStore = DatabaseStaleStore.create({ knex, clock });
        const snoozes = DatabaseSnoozeStore.create({ knex, clock });
        const staleJudge = StaleJudge.create({
          settings,
          hostDays: thresholdsOf(hosts),
          rules: addedStaleRules.close(),
          clock,
          logger,
        });
        const staleMonitor = StaleMonitor.create({
          store: staleStore,
          snoozes,
          judge: staleJudge,
          leases,
          holder,
          clock,
          logger,
          onChanged: () => {
            eventLog.notifyAppended();
            signals?.changed();
          },
        });
        const diskUsage = DiskUsageMeter.create({
          hosts: actionHosts,
          store: DatabaseReclaimableStore.create({ knex }),
          leases,
          holder,
          clock,
          logger,
          onChanged: () => signals?.changed(),
        });
        deps.httpRouter.use(
          createRouter({
            httpAuth,
            auditor: deps.auditor,
            settings: AuthorizedSettingsService.create({
              settings: DefaultSettingsService.create({
                store: settingsStore,
                current: settings,
                clock,
                onChanged: () => {
                  eventLog.notifyAppended();
                  staleMonitor.hasten();
                },
              }),
              decisions,
              changes,
            }),
            inventory: authorizedInventory,
            actions: AuditedContainerActionsService.create({
              actions: AuthorizedContainerActionsService.create({
                actions: DefaultContainerActionsService.create({
                  lifecycle: containerLifecycle,
                  clock,
                }),
                inventory: authorizedInventory,
                decisions: actionDecisions,
              }),
              auditor: deps.auditor,
              logger,
            }),
            stale: AuditedStaleService.create({
              stale: AuthorizedStaleService.create({
                stale: DefaultStaleService.create({
                  inventory,
                  store: staleStore,
                  snoozes,
                  judge: staleJudge,
                  lifecycle: containerLifecycle,
                  auth,
                  userInfo,
                  clock,
                  logger,
                  onChanged: () => {
                    eventLog.notifyAppended();
                    signals?.changed();
                    staleMonitor.hasten();
                  },
                }),
                inventory: authorizedInventory,
                reader: inventory,
                decisions,
                actions: actionDecisions,
              }),
              auditor: deps.auditor,
              logger,
            }),
            entityClaims: AuthorizedEntityClaimsService.create({
              claims: DefaultEntityClaimsService.create({ inventory, catalog }),
              decisions,
            }),
            events: AuthorizedEventsService.create({
              events: DefaultEventsService.create({
                eventLog,
                auth,
                userInfo,
                clock,
                streams: eventStreams,
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

        await deps.scheduler.scheduleTask({
          id: 'docker-watcher-find-stale',
          scope: 'global',
          frequency: { minutes: 1 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 30 },
          fn: async signal => {
            await staleMonitor.scan(signal);
          },
        });
        await deps.scheduler.scheduleTask({
          id: 'docker-watcher-measure-disk-usage',
          scope: 'global',
          frequency: { minutes: 5 },
          timeout: { minutes: 30 },
          initialDelay: { minutes: 1 },
          fn: signal => diskUsage.measure(signal),
        });

        const ownership = OwnershipRefresher.create({
          store: DatabaseEntityOwnersStore.create({ knex }),
          fetchOwners: fetchOwnersFromCatalog({ catalog, auth }),
          clock,
          logger,
          onChanged: () => signals?.changed(),
        });
        const claims = ClaimsRefresher.create({
          store: DatabaseClaimsStore.create({ knex }),
          fetchClaims: fetchClaimsFromCatalog({ catalog, auth }),
          trustsOwners: trustsOwners(hosts),
          clock,
          logger,
          onChanged: () => {
            signals?.changed();
            ownership.hasten();
            staleMonitor.hasten();
          },
        });
        const supervisor = WatchSupervisor.create({
          hosts: hosts.map(host => ({
            ...host,
            readOnly: host.readOnly || config.readOnly,
          })),
          store: DatabaseInventoryStore.create({ knex, clock }),
          leases,
          holder,
          clock,
          logger,
          reconcileIntervalMs: config.reconcileIntervalMs,
          keepRemovedMs: config.keepRemovedMs,
          onChanged: () => {
            eventLog.notifyAppended();
            signals?.changed();
            ownership.hasten();
            claims.hasten();
            staleMonitor.hasten();
          },
        });

        lifecycle.addStartupHook(() => {
          supervisor.start();
          ownership.start();
          claims.start();
          staleMonitor.start();
        });
        lifecycle.addShutdownHook(async () => {
          // An open stream would keep the HTTP server from closing.
          await Promise.all([
            eventStreams.stop(),
            supervisor.stop(),
            ownership.stop(),
            containerLifecycle.stop(),
            claims.stop(),
            staleMonitor.stop(),
          ]);
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

/** Of hosts that have a threshold of their own, in days by name. */
function thresholdsOf(
  hosts: readonly WatchedHost[],
): ReadonlyMap<string, number> {
  return new Map(
    hosts.flatMap(({ name, staleThresholdDays }) =>
      staleThresholdDays === undefined ? [] : [[name, staleThresholdDays]],
    ),
  );
}

/** How actions reach the hosts, and where it is said that they must not. */
function toActionHosts(
  hosts: readonly WatchedHost[],
  config: DockerWatcherConfig,
): ReadonlyMap<string, ActionHost> {
  const configured = new Set(config.hosts.map(({ name }) => name));
  return new Map(
    hosts.map(host => [
      host.name,
      {
        ...(host.engine ? { engine: host.engine } : { problem: host.problem }),
        readOnlyBecause: readOnlyBecause(host, {
          everywhere: config.readOnly,
          configured: configured.has(host.name),
        }),
      },
    ]),
  );
}

function readOnlyBecause(
  host: WatchedHost,
  options: { everywhere: boolean; configured: boolean },
): string | undefined {
  if (options.everywhere) {
    return 'dockerWatcher.readOnly is set in the configuration of the portal, for all hosts.';
  }
  if (!host.readOnly) {
    return undefined;
  }
  return options.configured
    ? 'readOnly is set for it in dockerWatcher.hosts of the configuration of the portal.'
    : 'the module that adds it says so.';
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
