// Made of openapi.yaml by `yarn openapi:generate`; change that and run it again.

export interface paths {
  '/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Counts over everything the reader may see. */
    get: operations['GetSummary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hosts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description All hosts by name. */
    get: operations['ListHosts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hosts/{host}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description One host. */
    get: operations['GetHost'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/containers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Containers, page by page. Several values of one filter mean any of them, several filters mean all of them. */
    get: operations['ListContainers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/containers/{host}/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description One container with its details. */
    get: operations['GetContainer'];
    put?: never;
    post?: never;
    /** @description Removes a container that does not run. Its volumes stay. */
    delete: operations['RemoveContainer'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/containers/{host}/{id}/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Starts a container that does not run. */
    post: operations['StartContainer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/containers/{host}/{id}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Asks a container to end, and kills it after its grace. */
    post: operations['StopContainer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/containers/{host}/{id}/restart': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Stops a running container and starts it. */
    post: operations['RestartContainer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/stale': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Containers that have not run for longer than their threshold, on hosts that answer. Several values of one filter mean any of them, several filters mean all of them. */
    get: operations['ListStale'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/stale/cleanup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Removes containers that are stale, or says which it would remove. It stops nothing and forces nothing. Each container is judged and allowed for itself. */
    post: operations['CleanUpStale'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/stale/{host}/{id}/snooze': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Keeps the workload of a container out of the stale ones for some days, also when it is created anew. Replaces a former snooze. */
    post: operations['SnoozeContainer'];
    /** @description Ends the snooze of a container's workload, if there is one. */
    delete: operations['EndSnooze'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/entity-claims': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description How an entity and containers belong together, as far as the reader may see either: what it claims, what is wrong with its annotations, and what it could write to claim more. */
    get: operations['GetEntityClaims'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What happened, the newest first, page by page. Several values of one filter mean any of them, several filters mean all of them. The cursors stay good while events are appended: `nextCursor` leads to older ones, `prevCursor` to newer ones. A page looks at a bounded number of events, so one with rare matches may be short, even empty, and still have a `nextCursor`. */
    get: operations['ListEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/events/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description One event. */
    get: operations['GetEvent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/event-histogram': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description How many events were appended when, by severity. */
    get: operations['GetEventHistogram'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/event-export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description All events that pass the filters, the oldest first. */
    get: operations['ExportEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/event-stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Events as they are appended, as server-sent events. Messages of type `event` carry an event as JSON and its id; `ready`, `heartbeat`, `gap` and `end` are described by EventStreamMessage of the common package. Every message has the id to go on from, with `Last-Event-ID` or `after`; nothing is lost or repeated. */
    get: operations['StreamEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The settings in force, and where they come from. */
    get: operations['GetSettings'];
    /** @description Replaces all overrides. A setting that is left out follows the configuration. */
    put: operations['UpdateSettings'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    HostName: string;
    ContainerId: string;
    FilterValue: string;
    FilterValues: components['schemas']['FilterValue'][];
    /** @enum {string} */
    ContainerState:
      | 'created'
      | 'running'
      | 'paused'
      | 'restarting'
      | 'removing'
      | 'exited'
      | 'dead';
    /** @enum {string} */
    ContainerHealth: 'none' | 'starting' | 'healthy' | 'unhealthy';
    /** @enum {string} */
    ContainerPresence: 'present' | 'missing' | 'unknown';
    /** @enum {string} */
    HostState: 'connecting' | 'connected' | 'unreachable' | 'misconfigured';
    EventId: string;
    /** @enum {string} */
    EventKind:
      | 'container.created'
      | 'container.started'
      | 'container.died'
      | 'container.stopped'
      | 'container.restarted'
      | 'container.paused'
      | 'container.unpaused'
      | 'container.renamed'
      | 'container.removed'
      | 'container.health-changed'
      | 'container.crash-looping'
      | 'container.crash-loop-ended'
      | 'host.connected'
      | 'host.unreachable'
      | 'host.misconfigured'
      | 'container.stale'
      | 'container.no-longer-stale'
      | 'stale.snoozed'
      | 'stale.snooze-ended'
      | 'settings.changed'
      | 'user.container-action';
    /** @enum {string} */
    EventSeverity: 'info' | 'warn' | 'error';
    /** @enum {string} */
    EventSource:
      | 'host'
      | 'container'
      | 'stale'
      | 'proxy'
      | 'settings'
      | 'notification'
      | 'user';
    /** @description A time in ISO 8601 with its zone. */
    Instant: string;
    Error: {
      error: {
        name: string;
        message: string;
      };
    };
    /** @description Opaque cursors, good for the same filters and order only. */
    PageInfo: {
      nextCursor?: string;
      prevCursor?: string;
    };
    HostPage: {
      items: components['schemas']['Host'][];
      pageInfo: components['schemas']['PageInfo'];
      totalItems: number;
    };
    ContainerPage: {
      items: components['schemas']['Container'][];
      pageInfo: components['schemas']['PageInfo'];
      totalItems: number;
    };
    EventPage: {
      items: components['schemas']['WatcherEvent'][];
      pageInfo: components['schemas']['PageInfo'];
    };
    WatcherEvent:
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.created';
          details: {
            image: string;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.started';
          details: {
            image: string;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.died';
          details: {
            exitCode?: number;
            oomKilled?: boolean;
            ranForMs?: number;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.stopped';
          details: {
            exitCode?: number;
            signal?: string;
            ranForMs?: number;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.restarted';
          details: {
            exitCode?: number;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.paused';
          details: Record<string, never>;
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.unpaused';
          details: Record<string, never>;
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.renamed';
          details: {
            from: string;
            to: string;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.removed';
          details: {
            image: string;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.health-changed';
          details: {
            from: components['schemas']['ContainerHealth'];
            to: components['schemas']['ContainerHealth'];
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.crash-looping';
          details: {
            restarts: number;
            windowMs: number;
            exitCode?: number;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.crash-loop-ended';
          details: {
            restarts: number;
            durationMs: number;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'host.connected';
          details: {
            product: string;
            version: string;
            apiVersion: string;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'host.unreachable';
          details: {
            reason: string;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'host.misconfigured';
          details: {
            reason: string;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.stale';
          details: {
            thresholdDays: number;
            thresholdFrom: components['schemas']['StaleThresholdSource'];
            /** Format: date-time */
            lastAliveAt: string;
            reasons: string[];
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'container.no-longer-stale';
          details: {
            /** @enum {string} */
            because: 'alive' | 'threshold' | 'snoozed' | 'exempt';
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'stale.snoozed';
          details: {
            /** Format: date-time */
            until: string;
            days: number;
            note?: string;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'stale.snooze-ended';
          details: {
            /** Format: date-time */
            until: string;
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'settings.changed';
          details: {
            version: number;
            changes: {
              field: string;
              from: number | string | boolean;
              to: number | string | boolean;
            }[];
          };
        })
      | (components['schemas']['WatcherEventBase'] & {
          /** @enum {string} */
          kind: 'user.container-action';
          details: {
            action: components['schemas']['ContainerAction'];
            /** @enum {string} */
            outcome: 'succeeded' | 'refused' | 'failed';
            reason?: string;
            removeVolumes?: boolean;
          };
        });
    WatcherEventBase: {
      id: components['schemas']['EventId'];
      /**
       * Format: date-time
       * @description When it was appended; never goes back along the log.
       */
      at: string;
      /**
       * Format: date-time
       * @description When it happened by the source's clock.
       */
      occurredAt: string;
      severity: components['schemas']['EventSeverity'];
      source: components['schemas']['EventSource'];
      host?: components['schemas']['HostName'];
      containerId?: components['schemas']['ContainerId'];
      containerName?: string;
      workload?: string;
      proxyId?: string;
      entityRef?: string;
      /** @description Who asked for it through the portal, as an entity reference. */
      actor?: string;
      /** @description Not seen happening, but concluded from a later look. */
      inferred: boolean;
      /** @description One sentence for people. */
      message: string;
    };
    EventHistogram: {
      /** Format: date-time */
      since: string;
      /** Format: date-time */
      until: string;
      bucketMs: number;
      buckets: {
        /** Format: date-time */
        at: string;
        info: number;
        warn: number;
        error: number;
      }[];
      /**
       * Format: date-time
       * @description Only when there was too much to count: before it the counts are missing.
       */
      completeSince?: string;
    };
    SettingsOverrides: {
      eventLog?: {
        /** @description How many days events are kept, by their severity. */
        retentionDays?: {
          info?: number;
          warn?: number;
          error?: number;
        };
      };
      stale?: {
        thresholdDays?: number;
      };
    };
    SettingsValues: {
      eventLog: {
        retentionDays: {
          info: number;
          warn: number;
          error: number;
        };
      };
      stale: {
        thresholdDays: number;
      };
    };
    Settings: {
      version: number;
      values: components['schemas']['SettingsValues'];
      overrides: components['schemas']['SettingsOverrides'];
      defaults: components['schemas']['SettingsValues'];
      /** Format: date-time */
      changedAt?: string;
      changedBy?: string;
    };
    Summary: {
      hosts: {
        total: number;
        byState: {
          connecting: number;
          connected: number;
          unreachable: number;
          misconfigured: number;
        };
      };
      containers: {
        /** @description Removed containers are not counted. */
        total: number;
        /** @description How many are on hosts that cannot be asked right now. */
        unknown: number;
        byState: {
          created: number;
          running: number;
          paused: number;
          restarting: number;
          removing: number;
          exited: number;
          dead: number;
        };
        byHealth: {
          none: number;
          starting: number;
          healthy: number;
          unhealthy: number;
        };
      };
      stale: {
        /** @description Snoozed ones are not counted. */
        total: number;
        snoozed: number;
        /** @description What the removal of `total` frees, as far as measured; images not counted. */
        reclaimableBytes: number;
        unmeasured: number;
      };
    };
    Host: {
      name: components['schemas']['HostName'];
      title: string;
      state: components['schemas']['HostState'];
      /** Format: date-time */
      stateSince: string;
      /** @description Why it is not connected, and what would help. */
      error?: string;
      engine?: components['schemas']['HostEngine'];
      addresses: string[];
      /** @description Only those the reader may see; removed ones are not counted. */
      containers: {
        total: number;
        running: number;
        unhealthy: number;
      };
      /** Format: date-time */
      lastSyncAt?: string;
      clockSkewMs?: number;
      simulated: boolean;
      readOnly: boolean;
      entityRef?: string;
      /** @description Containers that belong to nobody although somebody meant them to. Only of a single host, and only of containers the reader may see. */
      claimProblems?: {
        id: components['schemas']['ContainerId'];
        name: string;
        problem: string;
        cure: string;
      }[];
    };
    HostEngine: {
      product: string;
      version: string;
      apiVersion: string;
      os?: string;
      architecture?: string;
    };
    Container: {
      host: components['schemas']['HostName'];
      id: components['schemas']['ContainerId'];
      /** @description Identity that survives recreation. */
      workload: string;
      name: string;
      image: string;
      imageId: string;
      state: components['schemas']['ContainerState'];
      health: components['schemas']['ContainerHealth'];
      presence: components['schemas']['ContainerPresence'];
      exitCode?: number;
      oomKilled?: boolean;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      startedAt?: string;
      /** Format: date-time */
      finishedAt?: string;
      /** Format: date-time */
      lastAliveAt?: string;
      /** Format: date-time */
      lastSeenAt: string;
      restartCount: number;
      ports: components['schemas']['ContainerPort'][];
      labels: {
        [key: string]: string;
      };
      compose?: {
        project: string;
        service: string;
        number: number;
      };
      entityRef?: string;
      /** @description A label comes first and overrides the others. Of several by annotation none gives `entityRef`. */
      claims: components['schemas']['ContainerClaim'][];
      ownerRefs: string[];
      stale?: components['schemas']['Staleness'];
    };
    /** @enum {string} */
    ContainerClaimSource: 'label' | 'container-name' | 'selector' | 'compose';
    ContainerClaim: {
      entityRef: string;
      source: components['schemas']['ContainerClaimSource'];
      /** @description Whether it makes the entity's owners those of the container. Others give sight of it and nothing more. */
      trusted: boolean;
    };
    EntityClaims: {
      claims: components['schemas']['EntityClaim'][];
      problems: {
        annotation: string;
        /** @description Long ones are cut. */
        value: string;
        problem: string;
        cure: string;
      }[];
      suggestions: {
        /** @description To paste, by name. */
        annotations: {
          [key: string]: string;
        };
        because: string;
      }[];
    };
    EntityClaim: {
      host: components['schemas']['HostName'];
      id: components['schemas']['ContainerId'];
      name: string;
      state: components['schemas']['ContainerState'];
      source: components['schemas']['ContainerClaimSource'];
      trusted: boolean;
      /**
       * @description What comes of it: the entity owns the container, sees it without being trusted, other entities claim it as well, or its label names another.
       * @enum {string}
       */
      standing: 'owner' | 'sight' | 'contested' | 'overridden';
      /** @description Other entities that claim it. */
      rivals: string[];
    };
    ContainerDetail: components['schemas']['Container'] & {
      mounts: components['schemas']['ContainerMount'][];
      networks: components['schemas']['ContainerNetwork'][];
      environmentNames: string[];
      restartPolicy?: string;
      /** Format: date-time */
      inspectedAt?: string;
      /** @description What the caller may do to it, whatever its state. */
      allowedActions: components['schemas']['ContainerAction'][];
      /**
       * @description Why nothing can be done to it, whoever asks.
       * @enum {string}
       */
      actionsObstacle?: 'read-only' | 'host-unreachable' | 'removed';
      snooze?: components['schemas']['Snooze'];
      /** @description Whether the caller may snooze it, and end a snooze. */
      maySnooze: boolean;
      reclaimable?: components['schemas']['Reclaimable'];
    };
    Staleness: {
      /**
       * Format: date-time
       * @description The end of its threshold, not of its last run.
       */
      since: string;
      thresholdDays: number;
      thresholdFrom: components['schemas']['StaleThresholdSource'];
      reasons: string[];
      /** Format: date-time */
      snoozedUntil?: string;
    };
    /** @enum {string} */
    StaleThresholdSource: 'label' | 'annotation' | 'host' | 'settings' | 'rule';
    /** @description In bytes, as of the last measurement. */
    Reclaimable: {
      containerBytes: number;
      /** @description Those that nothing else uses. */
      anonymousVolumes: number;
      volumeBytes: number;
      /** @description Once its image goes as well, which a clean-up leaves alone; 0 while another container uses it. */
      imageBytes: number;
      /** Format: date-time */
      measuredAt: string;
    };
    Snooze: {
      host: components['schemas']['HostName'];
      workload: string;
      /** Format: date-time */
      until: string;
      note?: string;
      by: string;
      /** Format: date-time */
      at: string;
    };
    StaleContainer: components['schemas']['Container'] & {
      stale: components['schemas']['Staleness'];
      reclaimable?: components['schemas']['Reclaimable'];
      snooze?: components['schemas']['Snooze'];
      mayRemove: boolean;
      maySnooze: boolean;
    };
    StalePage: {
      items: components['schemas']['StaleContainer'][];
      pageInfo: components['schemas']['PageInfo'];
      totalItems: number;
      /** @description Over all pages of the same filters. */
      totals: {
        containerBytes: number;
        volumeBytes: number;
        unmeasured: number;
      };
    };
    CleanupAnswer: {
      dryRun: boolean;
      /** @description In the order of the request, one for each. */
      results: {
        host: components['schemas']['HostName'];
        id: components['schemas']['ContainerId'];
        name?: string;
        /**
         * @description `removable` only of a dry run. `skipped` is not stale any more or snoozed, `refused` may not be removed or is not as it was, `gone` is not there or not to be seen, `failed` is left by the engine.
         * @enum {string}
         */
        outcome:
          | 'removable'
          | 'removed'
          | 'skipped'
          | 'refused'
          | 'gone'
          | 'failed';
        reason?: string;
        reclaimable?: components['schemas']['Reclaimable'];
      }[];
    };
    /** @enum {string} */
    ContainerAction: 'start' | 'stop' | 'restart' | 'remove';
    ContainerActionAnswer: {
      action: components['schemas']['ContainerAction'];
      /**
       * @description `pending`: the engine takes its time.
       * @enum {string}
       */
      outcome: 'done' | 'unchanged' | 'pending';
    };
    ContainerPort: {
      ip?: string;
      privatePort: number;
      publicPort?: number;
      /** @enum {string} */
      protocol: 'tcp' | 'udp' | 'sctp';
    };
    ContainerMount: {
      type: string;
      name?: string;
      source?: string;
      destination: string;
      readOnly: boolean;
    };
    ContainerNetwork: {
      name: string;
      ipAddress?: string;
      aliases: string[];
    };
  };
  responses: {
    /** @description The engine did it, or is still at it. Its end is told by the event log. */
    ContainerAction: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ContainerActionAnswer'];
      };
    };
    /** @description A Backstage error. */
    ErrorResponse: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
  };
  parameters: {
    /** @description Name of a host. */
    host: components['schemas']['HostName'];
    /** @description The engine's full id. */
    containerId: components['schemas']['ContainerId'];
    /** @description Names of hosts. */
    eventHost: components['schemas']['HostName'][];
    /** @description The engines' full ids. */
    eventContainerId: components['schemas']['ContainerId'][];
    /** @description Identities that survive recreation. */
    eventWorkload: components['schemas']['FilterValues'];
    eventKind: components['schemas']['EventKind'][];
    eventSeverity: components['schemas']['EventSeverity'][];
    eventSource: components['schemas']['EventSource'][];
    /** @description Entities the events are about. */
    eventEntityRef: components['schemas']['FilterValues'];
    /** @description Appended at this time or later. */
    eventSince: components['schemas']['Instant'];
    /** @description Appended before this time. */
    eventUntil: components['schemas']['Instant'];
    /** @description Ids of routes. */
    eventProxyId: components['schemas']['FilterValues'];
    /** @description Only of what the asking user owns. */
    eventOwnedByMe: boolean;
    /** @description Part of the message, in any case, or of the name of the container; looked for from since to until, by default in the last seven days. */
    eventQ: components['schemas']['FilterValue'];
  };
  requestBodies: {
    ContainerAction: {
      content: {
        'application/json': {
          /** @description The state that the caller saw it in. In any other nothing is done, and the answer has status 409. */
          expectedState: components['schemas']['ContainerState'];
        };
      };
    };
  };
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  GetSummary: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The counts. Hosts are counted only for those who may read hosts. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Summary'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListHosts: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The hosts, on one page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HostPage'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetHost: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a host. */
        host: components['parameters']['host'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The host. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Host'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListContainers: {
    parameters: {
      query?: {
        /** @description Names of hosts. */
        host?: components['schemas']['HostName'][];
        state?: components['schemas']['ContainerState'][];
        health?: components['schemas']['ContainerHealth'][];
        /** @description Default present and unknown. */
        presence?: components['schemas']['ContainerPresence'][];
        /** @description Entities the containers belong to. */
        entityRef?: components['schemas']['FilterValues'];
        /** @description Only what the asking user owns, or claims by an entity that the user owns. */
        ownedByMe?: boolean;
        /** @description Whether any entity claims it, by label or annotation. */
        claimed?: boolean;
        /** @description Whether they are stale; snoozed ones are not. */
        stale?: boolean;
        /** @description Compose projects. */
        project?: components['schemas']['FilterValues'];
        /** @description Identities that survive recreation. */
        workload?: components['schemas']['FilterValues'];
        /** @description `key` or `key=value`. Repeat the parameter for several labels, of which a container must carry all; values may contain commas. */
        label?: components['schemas']['FilterValue'][];
        /** @description Image references, exactly. */
        image?: components['schemas']['FilterValues'];
        /** @description Part of the name, image, Compose project or service in any case, or the beginning of the id. */
        q?: string;
        /** @description Field and direction, default `name,asc`. */
        orderField?: string;
        /** @description Length of the page, default 50. */
        limit?: number;
        /** @description A cursor of the same list's previous answer. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of containers. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ContainerPage'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetContainer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a host. */
        host: components['parameters']['host'];
        /** @description The engine's full id. */
        id: components['parameters']['containerId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The container. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ContainerDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  RemoveContainer: {
    parameters: {
      query: {
        /** @description The state that the caller saw it in. */
        expectedState: components['schemas']['ContainerState'];
      };
      header?: never;
      path: {
        /** @description Name of a host. */
        host: components['parameters']['host'];
        /** @description The engine's full id. */
        id: components['parameters']['containerId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: components['responses']['ContainerAction'];
      default: components['responses']['ErrorResponse'];
    };
  };
  StartContainer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a host. */
        host: components['parameters']['host'];
        /** @description The engine's full id. */
        id: components['parameters']['containerId'];
      };
      cookie?: never;
    };
    requestBody: components['requestBodies']['ContainerAction'];
    responses: {
      202: components['responses']['ContainerAction'];
      default: components['responses']['ErrorResponse'];
    };
  };
  StopContainer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a host. */
        host: components['parameters']['host'];
        /** @description The engine's full id. */
        id: components['parameters']['containerId'];
      };
      cookie?: never;
    };
    requestBody: components['requestBodies']['ContainerAction'];
    responses: {
      202: components['responses']['ContainerAction'];
      default: components['responses']['ErrorResponse'];
    };
  };
  RestartContainer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a host. */
        host: components['parameters']['host'];
        /** @description The engine's full id. */
        id: components['parameters']['containerId'];
      };
      cookie?: never;
    };
    requestBody: components['requestBodies']['ContainerAction'];
    responses: {
      202: components['responses']['ContainerAction'];
      default: components['responses']['ErrorResponse'];
    };
  };
  ListStale: {
    parameters: {
      query?: {
        /** @description Names of hosts. */
        host?: components['schemas']['HostName'][];
        /** @description Owners of the entities they belong to. */
        ownerRef?: components['schemas']['FilterValues'];
        /** @description Entities they belong to. */
        entityRef?: components['schemas']['FilterValues'];
        /** @description Only what the asking user owns, or claims by an entity that the user owns. */
        ownedByMe?: boolean;
        /** @description Only those whose removal frees so much, volumes included and images not. */
        minBytes?: number;
        /** @description Only those that were last alive so many days ago. */
        minDays?: number;
        /** @description Default false, those that are not snoozed; true, only those that are. */
        snoozed?: boolean;
        /** @description Part of the name, image, Compose project or service in any case, or the beginning of the id. */
        q?: string;
        /** @description Field and direction, default `since,asc`. */
        orderField?: string;
        /** @description Length of the page, default 50. */
        limit?: number;
        /** @description A cursor of the same list's previous answer. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of stale containers. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StalePage'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  CleanUpStale: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          containers: {
            host: components['schemas']['HostName'];
            id: components['schemas']['ContainerId'];
          }[];
          dryRun?: boolean;
          /** @description Also their volumes without a name that nothing else uses. By default they stay. */
          removeVolumes?: boolean;
        };
      };
    };
    responses: {
      /** @description What came of each container. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CleanupAnswer'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  SnoozeContainer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a host. */
        host: components['parameters']['host'];
        /** @description The engine's full id. */
        id: components['parameters']['containerId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          days: number;
          note?: string;
        };
      };
    };
    responses: {
      /** @description The snooze. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Snooze'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  EndSnooze: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a host. */
        host: components['parameters']['host'];
        /** @description The engine's full id. */
        id: components['parameters']['containerId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is not snoozed any more. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetEntityClaims: {
    parameters: {
      query: {
        /** @description The entity, such as component:default/shop-api. */
        entityRef: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What is claimed, wrong, and suggested. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EntityClaims'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListEvents: {
    parameters: {
      query?: {
        /** @description Names of hosts. */
        host?: components['parameters']['eventHost'];
        /** @description The engines' full ids. */
        containerId?: components['parameters']['eventContainerId'];
        /** @description Identities that survive recreation. */
        workload?: components['parameters']['eventWorkload'];
        kind?: components['parameters']['eventKind'];
        severity?: components['parameters']['eventSeverity'];
        source?: components['parameters']['eventSource'];
        /** @description Ids of routes. */
        proxyId?: components['parameters']['eventProxyId'];
        /** @description Entities the events are about. */
        entityRef?: components['parameters']['eventEntityRef'];
        /** @description Only of what the asking user owns. */
        ownedByMe?: components['parameters']['eventOwnedByMe'];
        /** @description Appended at this time or later. */
        since?: components['parameters']['eventSince'];
        /** @description Appended before this time. */
        until?: components['parameters']['eventUntil'];
        /** @description Part of the message, in any case, or of the name of the container; looked for from since to until, by default in the last seven days. */
        q?: components['parameters']['eventQ'];
        /** @description Length of the page, default 50. */
        limit?: number;
        /** @description A cursor of the same list's previous answer. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of events. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventPage'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetEvent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its number in the log. */
        id: components['schemas']['EventId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The event. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WatcherEvent'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetEventHistogram: {
    parameters: {
      query?: {
        /** @description Names of hosts. */
        host?: components['parameters']['eventHost'];
        /** @description The engines' full ids. */
        containerId?: components['parameters']['eventContainerId'];
        /** @description Identities that survive recreation. */
        workload?: components['parameters']['eventWorkload'];
        kind?: components['parameters']['eventKind'];
        severity?: components['parameters']['eventSeverity'];
        source?: components['parameters']['eventSource'];
        /** @description Ids of routes. */
        proxyId?: components['parameters']['eventProxyId'];
        /** @description Entities the events are about. */
        entityRef?: components['parameters']['eventEntityRef'];
        /** @description Only of what the asking user owns. */
        ownedByMe?: components['parameters']['eventOwnedByMe'];
        /** @description Appended at this time or later. */
        since?: components['parameters']['eventSince'];
        /** @description Appended before this time. */
        until?: components['parameters']['eventUntil'];
        /** @description Part of the message, in any case, or of the name of the container; looked for from since to until, by default in the last seven days. */
        q?: components['parameters']['eventQ'];
        /** @description Into how many buckets the time range is divided, default 60. */
        buckets?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every bucket in the order of time, also those without events. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventHistogram'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ExportEvents: {
    parameters: {
      query?: {
        /** @description Names of hosts. */
        host?: components['parameters']['eventHost'];
        /** @description The engines' full ids. */
        containerId?: components['parameters']['eventContainerId'];
        /** @description Identities that survive recreation. */
        workload?: components['parameters']['eventWorkload'];
        kind?: components['parameters']['eventKind'];
        severity?: components['parameters']['eventSeverity'];
        source?: components['parameters']['eventSource'];
        /** @description Ids of routes. */
        proxyId?: components['parameters']['eventProxyId'];
        /** @description Entities the events are about. */
        entityRef?: components['parameters']['eventEntityRef'];
        /** @description Only of what the asking user owns. */
        ownedByMe?: components['parameters']['eventOwnedByMe'];
        /** @description Appended at this time or later. */
        since?: components['parameters']['eventSince'];
        /** @description Appended before this time. */
        until?: components['parameters']['eventUntil'];
        /** @description Part of the message, in any case, or of the name of the container; looked for from since to until, by default in the last seven days. */
        q?: components['parameters']['eventQ'];
        /** @description One event as JSON per line, or a table. Default ndjson. */
        format?: 'ndjson' | 'csv';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The events, as an attachment that is written while it is read. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/x-ndjson': string;
          'text/csv': string;
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  StreamEvents: {
    parameters: {
      query?: {
        /** @description Names of hosts. */
        host?: components['parameters']['eventHost'];
        /** @description The engines' full ids. */
        containerId?: components['parameters']['eventContainerId'];
        /** @description Identities that survive recreation. */
        workload?: components['parameters']['eventWorkload'];
        kind?: components['parameters']['eventKind'];
        severity?: components['parameters']['eventSeverity'];
        source?: components['parameters']['eventSource'];
        /** @description Ids of routes. */
        proxyId?: components['parameters']['eventProxyId'];
        /** @description Entities the events are about. */
        entityRef?: components['parameters']['eventEntityRef'];
        /** @description Only of what the asking user owns. */
        ownedByMe?: components['parameters']['eventOwnedByMe'];
        /** @description Part of the message, in any case, or of the name of the container; looked for from since to until, by default in the last seven days. */
        q?: components['parameters']['eventQ'];
        /** @description Id of the last event that is known. Without it and without Last-Event-ID, which goes before, the stream begins with what is appended from now on. */
        after?: components['schemas']['EventId'];
      };
      header?: {
        /** @description Id of the last message that came. */
        'Last-Event-ID'?: components['schemas']['EventId'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A stream that goes on until either side ends it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetSettings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The settings. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Settings'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  UpdateSettings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Of the settings that the change was made from. */
          version: number;
          overrides: components['schemas']['SettingsOverrides'];
        };
      };
    };
    responses: {
      /** @description The settings after the change. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Settings'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
}
