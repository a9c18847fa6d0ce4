import {
  Container,
  ContainerDetail,
  EventKind,
  Host,
  Settings,
  SettingsValues,
  Summary,
  WatcherEvent,
  WatcherEventBase,
  WatcherEventDetails,
} from 'backstage-plugin-docker-watcher-common';

/** A full container id from a few characters. */
export function idOf(seed: string): string {
  const hex = [...seed]
    .map(character => character.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('');
  return hex.padEnd(64, '0').slice(0, 64);
}

/** A running container; what matters to a test is given, the rest is plausible. */
export function buildContainer(given: Partial<Container> = {}): Container {
  const { host = 'local', name = 'web' } = given;
  return {
    host,
    name,
    id: idOf(`${host}${name}`),
    workload: `${host}/name:${name}`,
    image: 'nginx:1.27',
    imageId: `sha256:${idOf('nginx')}`,
    state: 'running',
    health: 'none',
    presence: 'present',
    createdAt: '2026-01-01T08:00:00.000Z',
    startedAt: '2026-01-02T08:00:00.000Z',
    lastSeenAt: '2026-01-03T08:00:00.000Z',
    restartCount: 0,
    ports: [],
    labels: {},
    claims: [],
    ownerRefs: [],
    ...given,
  };
}

/** The same with what only a single container's view shows. */
export function buildContainerDetail(
  given: Partial<ContainerDetail> = {},
): ContainerDetail {
  return {
    ...buildContainer(given),
    mounts: [],
    networks: [],
    environmentNames: [],
    inspectedAt: '2026-01-03T08:00:00.000Z',
    allowedActions: [],
    maySnooze: false,
    ...given,
  };
}

/** A connected host. */
export function buildHost(given: Partial<Host> = {}): Host {
  const { name = 'local' } = given;
  return {
    name,
    title: name,
    state: 'connected',
    stateSince: '2026-01-01T08:00:00.000Z',
    engine: {
      product: 'docker',
      version: '27.3.1',
      apiVersion: '1.47',
      os: 'linux',
      architecture: 'amd64',
    },
    addresses: ['192.0.2.10'],
    containers: { total: 1, running: 1, unhealthy: 0 },
    lastSyncAt: '2026-01-03T08:00:00.000Z',
    simulated: false,
    readOnly: false,
    ...given,
  };
}

/** An event of the container of {@link buildContainer} unless told otherwise. */
export function buildEvent<K extends EventKind>(
  kind: K,
  details: WatcherEventDetails[K],
  given: Partial<WatcherEventBase> = {},
): WatcherEvent {
  const { host, id, name, workload } = buildContainer();
  const event = {
    id: '1',
    at: '2026-01-03T07:00:00.000Z',
    occurredAt: '2026-01-03T07:00:00.000Z',
    severity: 'info' as const,
    source: 'container' as const,
    host,
    containerId: id,
    containerName: name,
    workload,
    inferred: false,
    message: `${name}: ${kind}`,
    ...given,
    kind,
    details,
  };
  // The compiler cannot follow that K ties kind and details together.
  return event as WatcherEvent;
}

/** The settings that follow from the overrides and the defaults. */
export function buildSettings(
  given: Partial<Omit<Settings, 'values'>> = {},
): Settings {
  const { overrides = {} } = given;
  const defaults: SettingsValues = given.defaults ?? {
    eventLog: { retentionDays: { info: 30, warn: 30, error: 90 } },
    stale: { thresholdDays: 7 },
  };
  return {
    version: 0,
    ...given,
    overrides,
    defaults,
    values: {
      eventLog: {
        retentionDays: {
          ...defaults.eventLog.retentionDays,
          ...overrides.eventLog?.retentionDays,
        },
      },
      stale: { ...defaults.stale, ...overrides.stale },
    },
  };
}

/** The counts over some containers and hosts. */
export function summaryOf(
  containers: readonly (Container &
    Pick<Partial<ContainerDetail>, 'reclaimable'>)[],
  hosts: readonly Host[],
): Summary {
  const shown = containers.filter(each => each.presence !== 'missing');
  const states = (state: Container['state']) =>
    shown.filter(each => each.state === state).length;
  const healths = (health: Container['health']) =>
    shown.filter(each => each.health === health).length;
  const stale = shown.filter(each => each.stale && !each.stale.snoozedUntil);
  const snoozed = shown.filter(each => each.stale?.snoozedUntil);
  const hostStates = (state: Host['state']) =>
    hosts.filter(each => each.state === state).length;
  return {
    hosts: {
      total: hosts.length,
      byState: {
        connected: hostStates('connected'),
        connecting: hostStates('connecting'),
        unreachable: hostStates('unreachable'),
        misconfigured: hostStates('misconfigured'),
      },
    },
    containers: {
      total: shown.length,
      unknown: shown.filter(each => each.presence === 'unknown').length,
      byState: {
        created: states('created'),
        running: states('running'),
        paused: states('paused'),
        restarting: states('restarting'),
        removing: states('removing'),
        exited: states('exited'),
        dead: states('dead'),
      },
      byHealth: {
        none: healths('none'),
        starting: healths('starting'),
        healthy: healths('healthy'),
        unhealthy: healths('unhealthy'),
      },
    },
    stale: {
      total: stale.length,
      snoozed: snoozed.length,
      reclaimableBytes: stale.reduce(
        (sum, each) =>
          sum +
          (each.reclaimable?.containerBytes ?? 0) +
          (each.reclaimable?.volumeBytes ?? 0),
        0,
      ),
      unmeasured: stale.filter(each => !each.reclaimable).length,
    },
  };
}

/** A container that is stale, which its reader may remove and snooze. */
export function buildStale(
  given: Partial<ContainerDetail> = {},
): ContainerDetail {
  return buildContainerDetail({
    name: 'old',
    state: 'exited',
    exitCode: 137,
    finishedAt: '2025-12-20T08:00:00.000Z',
    lastAliveAt: '2025-12-20T08:00:00.000Z',
    allowedActions: ['start', 'remove'],
    maySnooze: true,
    stale: {
      since: '2025-12-27T08:00:00.000Z',
      thresholdDays: 7,
      thresholdFrom: 'settings',
      reasons: [
        'exited with 137 on 2025-12-20',
        'threshold 7 days from the settings',
      ],
    },
    reclaimable: {
      containerBytes: 120_000_000,
      anonymousVolumes: 1,
      volumeBytes: 30_000_000,
      imageBytes: 0,
      measuredAt: '2026-01-03T07:00:00.000Z',
    },
    ...given,
  });
}
