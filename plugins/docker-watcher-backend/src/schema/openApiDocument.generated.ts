// Made of openapi.yaml by `yarn openapi:generate`; change that and run it again.

export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'docker-watcher',
    version: '1',
    description:
      'Docker hosts and their containers as the watcher last knew them. Every answer is limited to what the asking user or service may see. Times are ISO 8601 in UTC. Errors are Backstage errors.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0',
    },
  },
  servers: [{ url: '/' }],
  paths: {
    '/summary': {
      get: {
        operationId: 'GetSummary',
        description: 'Counts over everything the reader may see.',
        responses: {
          '200': {
            description:
              'The counts. Hosts are counted only for those who may read hosts.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Summary' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/hosts': {
      get: {
        operationId: 'ListHosts',
        description: 'All hosts by name.',
        responses: {
          '200': {
            description: 'The hosts, on one page.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/HostPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/hosts/{host}': {
      get: {
        operationId: 'GetHost',
        description: 'One host.',
        parameters: [{ $ref: '#/components/parameters/host' }],
        responses: {
          '200': {
            description: 'The host.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Host' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/containers': {
      get: {
        operationId: 'ListContainers',
        description:
          'Containers, page by page. Several values of one filter mean any of them, several filters mean all of them.',
        parameters: [
          {
            name: 'host',
            in: 'query',
            description: 'Names of hosts.',
            explode: false,
            allowReserved: true,
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/HostName' },
              minItems: 1,
              maxItems: 100,
            },
          },
          {
            name: 'state',
            in: 'query',
            explode: false,
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/ContainerState' },
              minItems: 1,
              maxItems: 10,
            },
          },
          {
            name: 'health',
            in: 'query',
            explode: false,
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/ContainerHealth' },
              minItems: 1,
              maxItems: 10,
            },
          },
          {
            name: 'presence',
            in: 'query',
            description: 'Default present and unknown.',
            explode: false,
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/ContainerPresence' },
              minItems: 1,
              maxItems: 10,
            },
          },
          {
            name: 'entityRef',
            in: 'query',
            description: 'Entities the containers belong to.',
            explode: false,
            allowReserved: true,
            schema: { $ref: '#/components/schemas/FilterValues' },
          },
          {
            name: 'ownedByMe',
            in: 'query',
            description:
              'Only what the asking user owns, or claims by an entity that the user owns.',
            schema: { type: 'boolean' },
          },
          {
            name: 'claimed',
            in: 'query',
            description:
              'Whether any entity claims it, by label or annotation.',
            schema: { type: 'boolean' },
          },
          {
            name: 'stale',
            in: 'query',
            description: 'Whether they are stale; snoozed ones are not.',
            schema: { type: 'boolean' },
          },
          {
            name: 'project',
            in: 'query',
            description: 'Compose projects.',
            explode: false,
            allowReserved: true,
            schema: { $ref: '#/components/schemas/FilterValues' },
          },
          {
            name: 'workload',
            in: 'query',
            description: 'Identities that survive recreation.',
            explode: false,
            allowReserved: true,
            schema: { $ref: '#/components/schemas/FilterValues' },
          },
          {
            name: 'label',
            in: 'query',
            description:
              '`key` or `key=value`. Repeat the parameter for several labels, of which a container must carry all; values may contain commas.',
            explode: true,
            allowReserved: true,
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/FilterValue' },
              minItems: 1,
              maxItems: 20,
            },
          },
          {
            name: 'image',
            in: 'query',
            description: 'Image references, exactly.',
            explode: false,
            allowReserved: true,
            schema: { $ref: '#/components/schemas/FilterValues' },
          },
          {
            name: 'q',
            in: 'query',
            description:
              'Part of the name, image, Compose project or service in any case, or the beginning of the id.',
            allowReserved: true,
            schema: {
              type: 'string',
              maxLength: 200,
              pattern: '^[^\\u0000]*$',
            },
          },
          {
            name: 'orderField',
            in: 'query',
            description: 'Field and direction, default `name,asc`.',
            allowReserved: true,
            schema: {
              type: 'string',
              pattern:
                '^(name|host|state|health|image|project|createdAt)(,(asc|desc))?$',
            },
          },
          {
            name: 'limit',
            in: 'query',
            description: 'Length of the page, default 50.',
            schema: { type: 'integer', minimum: 1, maximum: 500 },
          },
          {
            name: 'cursor',
            in: 'query',
            description: "A cursor of the same list's previous answer.",
            allowReserved: true,
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 8192,
              pattern: '^[A-Za-z0-9_-]+$',
            },
          },
        ],
        responses: {
          '200': {
            description: 'A page of containers.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ContainerPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/containers/{host}/{id}': {
      get: {
        operationId: 'GetContainer',
        description: 'One container with its details.',
        parameters: [
          { $ref: '#/components/parameters/host' },
          { $ref: '#/components/parameters/containerId' },
        ],
        responses: {
          '200': {
            description: 'The container.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ContainerDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
      delete: {
        operationId: 'RemoveContainer',
        description: 'Removes a container that does not run. Its volumes stay.',
        parameters: [
          { $ref: '#/components/parameters/host' },
          { $ref: '#/components/parameters/containerId' },
          {
            name: 'expectedState',
            in: 'query',
            required: true,
            description: 'The state that the caller saw it in.',
            schema: { $ref: '#/components/schemas/ContainerState' },
          },
        ],
        responses: {
          '202': { $ref: '#/components/responses/ContainerAction' },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/containers/{host}/{id}/start': {
      post: {
        operationId: 'StartContainer',
        description: 'Starts a container that does not run.',
        parameters: [
          { $ref: '#/components/parameters/host' },
          { $ref: '#/components/parameters/containerId' },
        ],
        requestBody: { $ref: '#/components/requestBodies/ContainerAction' },
        responses: {
          '202': { $ref: '#/components/responses/ContainerAction' },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/containers/{host}/{id}/stop': {
      post: {
        operationId: 'StopContainer',
        description: 'Asks a container to end, and kills it after its grace.',
        parameters: [
          { $ref: '#/components/parameters/host' },
          { $ref: '#/components/parameters/containerId' },
        ],
        requestBody: { $ref: '#/components/requestBodies/ContainerAction' },
        responses: {
          '202': { $ref: '#/components/responses/ContainerAction' },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/containers/{host}/{id}/restart': {
      post: {
        operationId: 'RestartContainer',
        description: 'Stops a running container and starts it.',
        parameters: [
          { $ref: '#/components/parameters/host' },
          { $ref: '#/components/parameters/containerId' },
        ],
        requestBody: { $ref: '#/components/requestBodies/ContainerAction' },
        responses: {
          '202': { $ref: '#/components/responses/ContainerAction' },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/stale': {
      get: {
        operationId: 'ListStale',
        description:
          'Containers that have not run for longer than their threshold, on hosts that answer. Several values of one filter mean any of them, several filters mean all of them.',
        parameters: [
          {
            name: 'host',
            in: 'query',
            description: 'Names of hosts.',
            explode: false,
            allowReserved: true,
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/HostName' },
              minItems: 1,
              maxItems: 100,
            },
          },
          {
            name: 'ownerRef',
            in: 'query',
            description: 'Owners of the entities they belong to.',
            explode: false,
            allowReserved: true,
            schema: { $ref: '#/components/schemas/FilterValues' },
          },
          {
            name: 'entityRef',
            in: 'query',
            description: 'Entities they belong to.',
            explode: false,
            allowReserved: true,
            schema: { $ref: '#/components/schemas/FilterValues' },
          },
          {
            name: 'ownedByMe',
            in: 'query',
            description:
              'Only what the asking user owns, or claims by an entity that the user owns.',
            schema: { type: 'boolean' },
          },
          {
            name: 'minBytes',
            in: 'query',
            description:
              'Only those whose removal frees so much, volumes included and images not.',
            schema: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
          },
          {
            name: 'minDays',
            in: 'query',
            description: 'Only those that were last alive so many days ago.',
            schema: { type: 'integer', minimum: 0, maximum: 36500 },
          },
          {
            name: 'snoozed',
            in: 'query',
            description:
              'Default false, those that are not snoozed; true, only those that are.',
            schema: { type: 'boolean' },
          },
          {
            name: 'q',
            in: 'query',
            description:
              'Part of the name, image, Compose project or service in any case, or the beginning of the id.',
            allowReserved: true,
            schema: {
              type: 'string',
              maxLength: 200,
              pattern: '^[^\\u0000]*$',
            },
          },
          {
            name: 'orderField',
            in: 'query',
            description: 'Field and direction, default `since,asc`.',
            allowReserved: true,
            schema: {
              type: 'string',
              pattern: '^(since|size|name|host)(,(asc|desc))?$',
            },
          },
          {
            name: 'limit',
            in: 'query',
            description: 'Length of the page, default 50.',
            schema: { type: 'integer', minimum: 1, maximum: 500 },
          },
          {
            name: 'cursor',
            in: 'query',
            description: "A cursor of the same list's previous answer.",
            allowReserved: true,
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 8192,
              pattern: '^[A-Za-z0-9_-]+$',
            },
          },
        ],
        responses: {
          '200': {
            description: 'A page of stale containers.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/StalePage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/stale/cleanup': {
      post: {
        operationId: 'CleanUpStale',
        description:
          'Removes containers that are stale, or says which it would remove. It stops nothing and forces nothing. Each container is judged and allowed for itself.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['containers'],
                properties: {
                  containers: {
                    type: 'array',
                    minItems: 1,
                    maxItems: 50,
                    items: {
                      type: 'object',
                      additionalProperties: false,
                      required: ['host', 'id'],
                      properties: {
                        host: { $ref: '#/components/schemas/HostName' },
                        id: { $ref: '#/components/schemas/ContainerId' },
                      },
                    },
                  },
                  dryRun: { type: 'boolean' },
                  removeVolumes: {
                    type: 'boolean',
                    description:
                      'Also their volumes without a name that nothing else uses. By default they stay.',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'What came of each container.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CleanupAnswer' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/stale/{host}/{id}/snooze': {
      post: {
        operationId: 'SnoozeContainer',
        description:
          'Keeps the workload of a container out of the stale ones for some days, also when it is created anew. Replaces a former snooze.',
        parameters: [
          { $ref: '#/components/parameters/host' },
          { $ref: '#/components/parameters/containerId' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['days'],
                properties: {
                  days: { type: 'integer', minimum: 1, maximum: 365 },
                  note: {
                    type: 'string',
                    maxLength: 500,
                    pattern: '^[^\\u0000]*$',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The snooze.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Snooze' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
      delete: {
        operationId: 'EndSnooze',
        description:
          "Ends the snooze of a container's workload, if there is one.",
        parameters: [
          { $ref: '#/components/parameters/host' },
          { $ref: '#/components/parameters/containerId' },
        ],
        responses: {
          '204': { description: 'It is not snoozed any more.' },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/entity-claims': {
      get: {
        operationId: 'GetEntityClaims',
        description:
          'How an entity and containers belong together, as far as the reader may see either: what it claims, what is wrong with its annotations, and what it could write to claim more.',
        parameters: [
          {
            name: 'entityRef',
            in: 'query',
            required: true,
            description: 'The entity, such as component:default/shop-api.',
            allowReserved: true,
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 255,
              pattern: '^[^\\u0000]*$',
            },
          },
        ],
        responses: {
          '200': {
            description: 'What is claimed, wrong, and suggested.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/EntityClaims' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/events': {
      get: {
        operationId: 'ListEvents',
        description:
          'What happened, the newest first, page by page. Several values of one filter mean any of them, several filters mean all of them. The cursors stay good while events are appended: `nextCursor` leads to older ones, `prevCursor` to newer ones. A page looks at a bounded number of events, so one with rare matches may be short, even empty, and still have a `nextCursor`.',
        parameters: [
          { $ref: '#/components/parameters/eventHost' },
          { $ref: '#/components/parameters/eventContainerId' },
          { $ref: '#/components/parameters/eventWorkload' },
          { $ref: '#/components/parameters/eventKind' },
          { $ref: '#/components/parameters/eventSeverity' },
          { $ref: '#/components/parameters/eventSource' },
          { $ref: '#/components/parameters/eventProxyId' },
          { $ref: '#/components/parameters/eventEntityRef' },
          { $ref: '#/components/parameters/eventOwnedByMe' },
          { $ref: '#/components/parameters/eventSince' },
          { $ref: '#/components/parameters/eventUntil' },
          { $ref: '#/components/parameters/eventQ' },
          {
            name: 'limit',
            in: 'query',
            description: 'Length of the page, default 50.',
            schema: { type: 'integer', minimum: 1, maximum: 500 },
          },
          {
            name: 'cursor',
            in: 'query',
            description: "A cursor of the same list's previous answer.",
            allowReserved: true,
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 256,
              pattern: '^[A-Za-z0-9_-]+$',
            },
          },
        ],
        responses: {
          '200': {
            description: 'A page of events.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/EventPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/events/{id}': {
      get: {
        operationId: 'GetEvent',
        description: 'One event.',
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            description: 'Its number in the log.',
            schema: { $ref: '#/components/schemas/EventId' },
          },
        ],
        responses: {
          '200': {
            description: 'The event.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/WatcherEvent' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/event-histogram': {
      get: {
        operationId: 'GetEventHistogram',
        description: 'How many events were appended when, by severity.',
        parameters: [
          { $ref: '#/components/parameters/eventHost' },
          { $ref: '#/components/parameters/eventContainerId' },
          { $ref: '#/components/parameters/eventWorkload' },
          { $ref: '#/components/parameters/eventKind' },
          { $ref: '#/components/parameters/eventSeverity' },
          { $ref: '#/components/parameters/eventSource' },
          { $ref: '#/components/parameters/eventProxyId' },
          { $ref: '#/components/parameters/eventEntityRef' },
          { $ref: '#/components/parameters/eventOwnedByMe' },
          { $ref: '#/components/parameters/eventSince' },
          { $ref: '#/components/parameters/eventUntil' },
          { $ref: '#/components/parameters/eventQ' },
          {
            name: 'buckets',
            in: 'query',
            description:
              'Into how many buckets the time range is divided, default 60.',
            schema: { type: 'integer', minimum: 1, maximum: 200 },
          },
        ],
        responses: {
          '200': {
            description:
              'Every bucket in the order of time, also those without events.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/EventHistogram' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/event-export': {
      get: {
        operationId: 'ExportEvents',
        description: 'All events that pass the filters, the oldest first.',
        parameters: [
          { $ref: '#/components/parameters/eventHost' },
          { $ref: '#/components/parameters/eventContainerId' },
          { $ref: '#/components/parameters/eventWorkload' },
          { $ref: '#/components/parameters/eventKind' },
          { $ref: '#/components/parameters/eventSeverity' },
          { $ref: '#/components/parameters/eventSource' },
          { $ref: '#/components/parameters/eventProxyId' },
          { $ref: '#/components/parameters/eventEntityRef' },
          { $ref: '#/components/parameters/eventOwnedByMe' },
          { $ref: '#/components/parameters/eventSince' },
          { $ref: '#/components/parameters/eventUntil' },
          { $ref: '#/components/parameters/eventQ' },
          {
            name: 'format',
            in: 'query',
            description:
              'One event as JSON per line, or a table. Default ndjson.',
            schema: { type: 'string', enum: ['ndjson', 'csv'] },
          },
        ],
        responses: {
          '200': {
            description:
              'The events, as an attachment that is written while it is read.',
            content: {
              'application/x-ndjson': { schema: { type: 'string' } },
              'text/csv': { schema: { type: 'string' } },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/event-stream': {
      get: {
        operationId: 'StreamEvents',
        description:
          'Events as they are appended, as server-sent events. Messages of type `event` carry an event as JSON and its id; `ready`, `heartbeat`, `gap` and `end` are described by EventStreamMessage of the common package. Every message has the id to go on from, with `Last-Event-ID` or `after`; nothing is lost or repeated.',
        parameters: [
          { $ref: '#/components/parameters/eventHost' },
          { $ref: '#/components/parameters/eventContainerId' },
          { $ref: '#/components/parameters/eventWorkload' },
          { $ref: '#/components/parameters/eventKind' },
          { $ref: '#/components/parameters/eventSeverity' },
          { $ref: '#/components/parameters/eventSource' },
          { $ref: '#/components/parameters/eventProxyId' },
          { $ref: '#/components/parameters/eventEntityRef' },
          { $ref: '#/components/parameters/eventOwnedByMe' },
          { $ref: '#/components/parameters/eventQ' },
          {
            name: 'after',
            in: 'query',
            description:
              'Id of the last event that is known. Without it and without Last-Event-ID, which goes before, the stream begins with what is appended from now on.',
            schema: { $ref: '#/components/schemas/EventId' },
          },
          {
            name: 'Last-Event-ID',
            in: 'header',
            description: 'Id of the last message that came.',
            schema: { $ref: '#/components/schemas/EventId' },
          },
        ],
        responses: {
          '200': {
            description: 'A stream that goes on until either side ends it.',
            content: { 'text/event-stream': { schema: { type: 'string' } } },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
    '/settings': {
      get: {
        operationId: 'GetSettings',
        description: 'The settings in force, and where they come from.',
        responses: {
          '200': {
            description: 'The settings.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Settings' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
      put: {
        operationId: 'UpdateSettings',
        description:
          'Replaces all overrides. A setting that is left out follows the configuration.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['version', 'overrides'],
                properties: {
                  version: {
                    type: 'integer',
                    minimum: 0,
                    description:
                      'Of the settings that the change was made from.',
                  },
                  overrides: { $ref: '#/components/schemas/SettingsOverrides' },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The settings after the change.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Settings' },
              },
            },
          },
          default: { $ref: '#/components/responses/ErrorResponse' },
        },
      },
    },
  },
  components: {
    parameters: {
      host: {
        name: 'host',
        in: 'path',
        required: true,
        description: 'Name of a host.',
        schema: { $ref: '#/components/schemas/HostName' },
      },
      containerId: {
        name: 'id',
        in: 'path',
        required: true,
        description: "The engine's full id.",
        schema: { $ref: '#/components/schemas/ContainerId' },
      },
      eventHost: {
        name: 'host',
        in: 'query',
        description: 'Names of hosts.',
        explode: false,
        allowReserved: true,
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/HostName' },
          minItems: 1,
          maxItems: 100,
        },
      },
      eventContainerId: {
        name: 'containerId',
        in: 'query',
        description: "The engines' full ids.",
        explode: false,
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/ContainerId' },
          minItems: 1,
          maxItems: 100,
        },
      },
      eventWorkload: {
        name: 'workload',
        in: 'query',
        description: 'Identities that survive recreation.',
        explode: false,
        allowReserved: true,
        schema: { $ref: '#/components/schemas/FilterValues' },
      },
      eventKind: {
        name: 'kind',
        in: 'query',
        explode: false,
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/EventKind' },
          minItems: 1,
          maxItems: 50,
        },
      },
      eventSeverity: {
        name: 'severity',
        in: 'query',
        explode: false,
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/EventSeverity' },
          minItems: 1,
          maxItems: 10,
        },
      },
      eventSource: {
        name: 'source',
        in: 'query',
        explode: false,
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/EventSource' },
          minItems: 1,
          maxItems: 10,
        },
      },
      eventEntityRef: {
        name: 'entityRef',
        in: 'query',
        description: 'Entities the events are about.',
        explode: false,
        allowReserved: true,
        schema: { $ref: '#/components/schemas/FilterValues' },
      },
      eventSince: {
        name: 'since',
        in: 'query',
        description: 'Appended at this time or later.',
        allowReserved: true,
        schema: { $ref: '#/components/schemas/Instant' },
      },
      eventUntil: {
        name: 'until',
        in: 'query',
        description: 'Appended before this time.',
        allowReserved: true,
        schema: { $ref: '#/components/schemas/Instant' },
      },
      eventProxyId: {
        name: 'proxyId',
        in: 'query',
        description: 'Ids of routes.',
        explode: false,
        allowReserved: true,
        schema: { $ref: '#/components/schemas/FilterValues' },
      },
      eventOwnedByMe: {
        name: 'ownedByMe',
        in: 'query',
        description: 'Only of what the asking user owns.',
        schema: { type: 'boolean' },
      },
      eventQ: {
        name: 'q',
        in: 'query',
        description:
          'Part of the message, in any case, or of the name of the container; looked for from since to until, by default in the last seven days.',
        allowReserved: true,
        schema: { $ref: '#/components/schemas/FilterValue' },
      },
    },
    requestBodies: {
      ContainerAction: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              additionalProperties: false,
              required: ['expectedState'],
              properties: {
                expectedState: {
                  description:
                    'The state that the caller saw it in. In any other nothing is done, and the answer has status 409.',
                  allOf: [{ $ref: '#/components/schemas/ContainerState' }],
                },
              },
            },
          },
        },
      },
    },
    responses: {
      ContainerAction: {
        description:
          'The engine did it, or is still at it. Its end is told by the event log.',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/ContainerActionAnswer' },
          },
        },
      },
      ErrorResponse: {
        description: 'A Backstage error.',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
          },
        },
      },
    },
    schemas: {
      HostName: { type: 'string', pattern: '^[a-z0-9][a-z0-9._-]{0,62}$' },
      ContainerId: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      FilterValue: {
        type: 'string',
        minLength: 1,
        maxLength: 1024,
        pattern: '^[^\\u0000]*$',
      },
      FilterValues: {
        type: 'array',
        items: { $ref: '#/components/schemas/FilterValue' },
        minItems: 1,
        maxItems: 100,
      },
      ContainerState: {
        type: 'string',
        enum: [
          'created',
          'running',
          'paused',
          'restarting',
          'removing',
          'exited',
          'dead',
        ],
      },
      ContainerHealth: {
        type: 'string',
        enum: ['none', 'starting', 'healthy', 'unhealthy'],
      },
      ContainerPresence: {
        type: 'string',
        enum: ['present', 'missing', 'unknown'],
      },
      HostState: {
        type: 'string',
        enum: ['connecting', 'connected', 'unreachable', 'misconfigured'],
      },
      EventId: { type: 'string', pattern: '^(0|[1-9][0-9]{0,18})$' },
      EventKind: {
        type: 'string',
        enum: [
          'container.created',
          'container.started',
          'container.died',
          'container.stopped',
          'container.restarted',
          'container.paused',
          'container.unpaused',
          'container.renamed',
          'container.removed',
          'container.health-changed',
          'container.crash-looping',
          'container.crash-loop-ended',
          'host.connected',
          'host.unreachable',
          'host.misconfigured',
          'container.stale',
          'container.no-longer-stale',
          'stale.snoozed',
          'stale.snooze-ended',
          'settings.changed',
          'user.container-action',
        ],
      },
      EventSeverity: { type: 'string', enum: ['info', 'warn', 'error'] },
      EventSource: {
        type: 'string',
        enum: [
          'host',
          'container',
          'stale',
          'proxy',
          'settings',
          'notification',
          'user',
        ],
      },
      Instant: {
        type: 'string',
        description: 'A time in ISO 8601 with its zone.',
        maxLength: 40,
        pattern:
          '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d([.]\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$',
      },
      Error: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
          },
        },
      },
      PageInfo: {
        type: 'object',
        description:
          'Opaque cursors, good for the same filters and order only.',
        properties: {
          nextCursor: { type: 'string' },
          prevCursor: { type: 'string' },
        },
      },
      HostPage: {
        type: 'object',
        required: ['items', 'pageInfo', 'totalItems'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Host' },
          },
          pageInfo: { $ref: '#/components/schemas/PageInfo' },
          totalItems: { type: 'integer' },
        },
      },
      ContainerPage: {
        type: 'object',
        required: ['items', 'pageInfo', 'totalItems'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Container' },
          },
          pageInfo: { $ref: '#/components/schemas/PageInfo' },
          totalItems: { type: 'integer' },
        },
      },
      EventPage: {
        type: 'object',
        required: ['items', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/WatcherEvent' },
          },
          pageInfo: { $ref: '#/components/schemas/PageInfo' },
        },
      },
      WatcherEvent: {
        oneOf: [
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.created'] },
                  details: {
                    type: 'object',
                    required: ['image'],
                    properties: { image: { type: 'string' } },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.started'] },
                  details: {
                    type: 'object',
                    required: ['image'],
                    properties: { image: { type: 'string' } },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.died'] },
                  details: {
                    type: 'object',
                    properties: {
                      exitCode: { type: 'integer' },
                      oomKilled: { type: 'boolean' },
                      ranForMs: { type: 'integer' },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.stopped'] },
                  details: {
                    type: 'object',
                    properties: {
                      exitCode: { type: 'integer' },
                      signal: { type: 'string' },
                      ranForMs: { type: 'integer' },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.restarted'] },
                  details: {
                    type: 'object',
                    properties: { exitCode: { type: 'integer' } },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.paused'] },
                  details: { type: 'object', additionalProperties: false },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.unpaused'] },
                  details: { type: 'object', additionalProperties: false },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.renamed'] },
                  details: {
                    type: 'object',
                    required: ['from', 'to'],
                    properties: {
                      from: { type: 'string' },
                      to: { type: 'string' },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.removed'] },
                  details: {
                    type: 'object',
                    required: ['image'],
                    properties: { image: { type: 'string' } },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.health-changed'] },
                  details: {
                    type: 'object',
                    required: ['from', 'to'],
                    properties: {
                      from: { $ref: '#/components/schemas/ContainerHealth' },
                      to: { $ref: '#/components/schemas/ContainerHealth' },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.crash-looping'] },
                  details: {
                    type: 'object',
                    required: ['restarts', 'windowMs'],
                    properties: {
                      restarts: { type: 'integer' },
                      windowMs: { type: 'integer' },
                      exitCode: { type: 'integer' },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: {
                    type: 'string',
                    enum: ['container.crash-loop-ended'],
                  },
                  details: {
                    type: 'object',
                    required: ['restarts', 'durationMs'],
                    properties: {
                      restarts: { type: 'integer' },
                      durationMs: { type: 'integer' },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['host.connected'] },
                  details: {
                    type: 'object',
                    required: ['product', 'version', 'apiVersion'],
                    properties: {
                      product: { type: 'string' },
                      version: { type: 'string' },
                      apiVersion: { type: 'string' },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['host.unreachable'] },
                  details: {
                    type: 'object',
                    required: ['reason'],
                    properties: { reason: { type: 'string' } },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['host.misconfigured'] },
                  details: {
                    type: 'object',
                    required: ['reason'],
                    properties: { reason: { type: 'string' } },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.stale'] },
                  details: {
                    type: 'object',
                    required: [
                      'thresholdDays',
                      'thresholdFrom',
                      'lastAliveAt',
                      'reasons',
                    ],
                    properties: {
                      thresholdDays: { type: 'integer' },
                      thresholdFrom: {
                        $ref: '#/components/schemas/StaleThresholdSource',
                      },
                      lastAliveAt: { type: 'string', format: 'date-time' },
                      reasons: { type: 'array', items: { type: 'string' } },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['container.no-longer-stale'] },
                  details: {
                    type: 'object',
                    required: ['because'],
                    properties: {
                      because: {
                        type: 'string',
                        enum: ['alive', 'threshold', 'snoozed', 'exempt'],
                      },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['stale.snoozed'] },
                  details: {
                    type: 'object',
                    required: ['until', 'days'],
                    properties: {
                      until: { type: 'string', format: 'date-time' },
                      days: { type: 'integer' },
                      note: { type: 'string' },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['stale.snooze-ended'] },
                  details: {
                    type: 'object',
                    required: ['until'],
                    properties: {
                      until: { type: 'string', format: 'date-time' },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['settings.changed'] },
                  details: {
                    type: 'object',
                    required: ['version', 'changes'],
                    properties: {
                      version: { type: 'integer' },
                      changes: {
                        type: 'array',
                        items: {
                          type: 'object',
                          required: ['field', 'from', 'to'],
                          properties: {
                            field: { type: 'string' },
                            from: { type: ['number', 'string', 'boolean'] },
                            to: { type: ['number', 'string', 'boolean'] },
                          },
                        },
                      },
                    },
                  },
                },
              },
            ],
          },
          {
            allOf: [
              { $ref: '#/components/schemas/WatcherEventBase' },
              {
                type: 'object',
                required: ['kind', 'details'],
                properties: {
                  kind: { type: 'string', enum: ['user.container-action'] },
                  details: {
                    type: 'object',
                    required: ['action', 'outcome'],
                    properties: {
                      action: { $ref: '#/components/schemas/ContainerAction' },
                      outcome: {
                        type: 'string',
                        enum: ['succeeded', 'refused', 'failed'],
                      },
                      reason: { type: 'string' },
                      removeVolumes: { type: 'boolean' },
                    },
                  },
                },
              },
            ],
          },
        ],
      },
      WatcherEventBase: {
        type: 'object',
        required: [
          'id',
          'at',
          'occurredAt',
          'severity',
          'source',
          'inferred',
          'message',
        ],
        properties: {
          id: { $ref: '#/components/schemas/EventId' },
          at: {
            type: 'string',
            format: 'date-time',
            description: 'When it was appended; never goes back along the log.',
          },
          occurredAt: {
            type: 'string',
            format: 'date-time',
            description: "When it happened by the source's clock.",
          },
          severity: { $ref: '#/components/schemas/EventSeverity' },
          source: { $ref: '#/components/schemas/EventSource' },
          host: { $ref: '#/components/schemas/HostName' },
          containerId: { $ref: '#/components/schemas/ContainerId' },
          containerName: { type: 'string' },
          workload: { type: 'string' },
          proxyId: { type: 'string' },
          entityRef: { type: 'string' },
          actor: {
            type: 'string',
            description:
              'Who asked for it through the portal, as an entity reference.',
          },
          inferred: {
            type: 'boolean',
            description: 'Not seen happening, but concluded from a later look.',
          },
          message: { type: 'string', description: 'One sentence for people.' },
        },
      },
      EventHistogram: {
        type: 'object',
        required: ['since', 'until', 'bucketMs', 'buckets'],
        properties: {
          since: { type: 'string', format: 'date-time' },
          until: { type: 'string', format: 'date-time' },
          bucketMs: { type: 'number' },
          buckets: {
            type: 'array',
            items: {
              type: 'object',
              required: ['at', 'info', 'warn', 'error'],
              properties: {
                at: { type: 'string', format: 'date-time' },
                info: { type: 'integer' },
                warn: { type: 'integer' },
                error: { type: 'integer' },
              },
            },
          },
          completeSince: {
            type: 'string',
            format: 'date-time',
            description:
              'Only when there was too much to count: before it the counts are missing.',
          },
        },
      },
      SettingsOverrides: {
        type: 'object',
        additionalProperties: false,
        properties: {
          eventLog: {
            type: 'object',
            additionalProperties: false,
            properties: {
              retentionDays: {
                type: 'object',
                additionalProperties: false,
                description:
                  'How many days events are kept, by their severity.',
                properties: {
                  info: { type: 'integer', minimum: 1, maximum: 3650 },
                  warn: { type: 'integer', minimum: 1, maximum: 3650 },
                  error: { type: 'integer', minimum: 1, maximum: 3650 },
                },
              },
            },
          },
          stale: {
            type: 'object',
            additionalProperties: false,
            properties: {
              thresholdDays: { type: 'integer', minimum: 1, maximum: 3650 },
            },
          },
        },
      },
      SettingsValues: {
        type: 'object',
        required: ['eventLog', 'stale'],
        properties: {
          eventLog: {
            type: 'object',
            required: ['retentionDays'],
            properties: {
              retentionDays: {
                type: 'object',
                required: ['info', 'warn', 'error'],
                properties: {
                  info: { type: 'number' },
                  warn: { type: 'number' },
                  error: { type: 'number' },
                },
              },
            },
          },
          stale: {
            type: 'object',
            required: ['thresholdDays'],
            properties: { thresholdDays: { type: 'number' } },
          },
        },
      },
      Settings: {
        type: 'object',
        required: ['version', 'values', 'overrides', 'defaults'],
        properties: {
          version: { type: 'integer' },
          values: { $ref: '#/components/schemas/SettingsValues' },
          overrides: { $ref: '#/components/schemas/SettingsOverrides' },
          defaults: { $ref: '#/components/schemas/SettingsValues' },
          changedAt: { type: 'string', format: 'date-time' },
          changedBy: { type: 'string' },
        },
      },
      Summary: {
        type: 'object',
        required: ['hosts', 'containers', 'stale'],
        properties: {
          hosts: {
            type: 'object',
            required: ['total', 'byState'],
            properties: {
              total: { type: 'integer' },
              byState: {
                type: 'object',
                required: [
                  'connecting',
                  'connected',
                  'unreachable',
                  'misconfigured',
                ],
                properties: {
                  connecting: { type: 'integer' },
                  connected: { type: 'integer' },
                  unreachable: { type: 'integer' },
                  misconfigured: { type: 'integer' },
                },
              },
            },
          },
          containers: {
            type: 'object',
            required: ['total', 'unknown', 'byState', 'byHealth'],
            properties: {
              total: {
                type: 'integer',
                description: 'Removed containers are not counted.',
              },
              unknown: {
                type: 'integer',
                description:
                  'How many are on hosts that cannot be asked right now.',
              },
              byState: {
                type: 'object',
                required: [
                  'created',
                  'running',
                  'paused',
                  'restarting',
                  'removing',
                  'exited',
                  'dead',
                ],
                properties: {
                  created: { type: 'integer' },
                  running: { type: 'integer' },
                  paused: { type: 'integer' },
                  restarting: { type: 'integer' },
                  removing: { type: 'integer' },
                  exited: { type: 'integer' },
                  dead: { type: 'integer' },
                },
              },
              byHealth: {
                type: 'object',
                required: ['none', 'starting', 'healthy', 'unhealthy'],
                properties: {
                  none: { type: 'integer' },
                  starting: { type: 'integer' },
                  healthy: { type: 'integer' },
                  unhealthy: { type: 'integer' },
                },
              },
            },
          },
          stale: {
            type: 'object',
            required: ['total', 'snoozed', 'reclaimableBytes', 'unmeasured'],
            properties: {
              total: {
                type: 'integer',
                description: 'Snoozed ones are not counted.',
              },
              snoozed: { type: 'integer' },
              reclaimableBytes: {
                type: 'integer',
                description:
                  'What the removal of `total` frees, as far as measured; images not counted.',
              },
              unmeasured: { type: 'integer' },
            },
          },
        },
      },
      Host: {
        type: 'object',
        required: [
          'name',
          'title',
          'state',
          'stateSince',
          'addresses',
          'containers',
          'simulated',
          'readOnly',
        ],
        properties: {
          name: { $ref: '#/components/schemas/HostName' },
          title: { type: 'string' },
          state: { $ref: '#/components/schemas/HostState' },
          stateSince: { type: 'string', format: 'date-time' },
          error: {
            type: 'string',
            description: 'Why it is not connected, and what would help.',
          },
          engine: { $ref: '#/components/schemas/HostEngine' },
          addresses: { type: 'array', items: { type: 'string' } },
          containers: {
            type: 'object',
            description:
              'Only those the reader may see; removed ones are not counted.',
            required: ['total', 'running', 'unhealthy'],
            properties: {
              total: { type: 'integer' },
              running: { type: 'integer' },
              unhealthy: { type: 'integer' },
            },
          },
          lastSyncAt: { type: 'string', format: 'date-time' },
          clockSkewMs: { type: 'number' },
          simulated: { type: 'boolean' },
          readOnly: { type: 'boolean' },
          entityRef: { type: 'string' },
          claimProblems: {
            type: 'array',
            description:
              'Containers that belong to nobody although somebody meant them to. Only of a single host, and only of containers the reader may see.',
            items: {
              type: 'object',
              required: ['id', 'name', 'problem', 'cure'],
              properties: {
                id: { $ref: '#/components/schemas/ContainerId' },
                name: { type: 'string' },
                problem: { type: 'string' },
                cure: { type: 'string' },
              },
            },
          },
        },
      },
      HostEngine: {
        type: 'object',
        required: ['product', 'version', 'apiVersion'],
        properties: {
          product: { type: 'string' },
          version: { type: 'string' },
          apiVersion: { type: 'string' },
          os: { type: 'string' },
          architecture: { type: 'string' },
        },
      },
      Container: {
        type: 'object',
        required: [
          'host',
          'id',
          'workload',
          'name',
          'image',
          'imageId',
          'state',
          'health',
          'presence',
          'createdAt',
          'lastSeenAt',
          'restartCount',
          'ports',
          'labels',
          'claims',
          'ownerRefs',
        ],
        properties: {
          host: { $ref: '#/components/schemas/HostName' },
          id: { $ref: '#/components/schemas/ContainerId' },
          workload: {
            type: 'string',
            description: 'Identity that survives recreation.',
          },
          name: { type: 'string' },
          image: { type: 'string' },
          imageId: { type: 'string' },
          state: { $ref: '#/components/schemas/ContainerState' },
          health: { $ref: '#/components/schemas/ContainerHealth' },
          presence: { $ref: '#/components/schemas/ContainerPresence' },
          exitCode: { type: 'integer' },
          oomKilled: { type: 'boolean' },
          createdAt: { type: 'string', format: 'date-time' },
          startedAt: { type: 'string', format: 'date-time' },
          finishedAt: { type: 'string', format: 'date-time' },
          lastAliveAt: { type: 'string', format: 'date-time' },
          lastSeenAt: { type: 'string', format: 'date-time' },
          restartCount: { type: 'integer' },
          ports: {
            type: 'array',
            items: { $ref: '#/components/schemas/ContainerPort' },
          },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          compose: {
            type: 'object',
            required: ['project', 'service', 'number'],
            properties: {
              project: { type: 'string' },
              service: { type: 'string' },
              number: { type: 'integer' },
            },
          },
          entityRef: { type: 'string' },
          claims: {
            type: 'array',
            description:
              'A label comes first and overrides the others. Of several by annotation none gives `entityRef`.',
            items: { $ref: '#/components/schemas/ContainerClaim' },
          },
          ownerRefs: { type: 'array', items: { type: 'string' } },
          stale: { $ref: '#/components/schemas/Staleness' },
        },
      },
      ContainerClaimSource: {
        type: 'string',
        enum: ['label', 'container-name', 'selector', 'compose'],
      },
      ContainerClaim: {
        type: 'object',
        required: ['entityRef', 'source', 'trusted'],
        properties: {
          entityRef: { type: 'string' },
          source: { $ref: '#/components/schemas/ContainerClaimSource' },
          trusted: {
            type: 'boolean',
            description:
              "Whether it makes the entity's owners those of the container. Others give sight of it and nothing more.",
          },
        },
      },
      EntityClaims: {
        type: 'object',
        required: ['claims', 'problems', 'suggestions'],
        properties: {
          claims: {
            type: 'array',
            items: { $ref: '#/components/schemas/EntityClaim' },
          },
          problems: {
            type: 'array',
            items: {
              type: 'object',
              required: ['annotation', 'value', 'problem', 'cure'],
              properties: {
                annotation: { type: 'string' },
                value: { type: 'string', description: 'Long ones are cut.' },
                problem: { type: 'string' },
                cure: { type: 'string' },
              },
            },
          },
          suggestions: {
            type: 'array',
            items: {
              type: 'object',
              required: ['annotations', 'because'],
              properties: {
                annotations: {
                  type: 'object',
                  description: 'To paste, by name.',
                  additionalProperties: { type: 'string' },
                },
                because: { type: 'string' },
              },
            },
          },
        },
      },
      EntityClaim: {
        type: 'object',
        required: [
          'host',
          'id',
          'name',
          'state',
          'source',
          'trusted',
          'standing',
          'rivals',
        ],
        properties: {
          host: { $ref: '#/components/schemas/HostName' },
          id: { $ref: '#/components/schemas/ContainerId' },
          name: { type: 'string' },
          state: { $ref: '#/components/schemas/ContainerState' },
          source: { $ref: '#/components/schemas/ContainerClaimSource' },
          trusted: { type: 'boolean' },
          standing: {
            type: 'string',
            description:
              'What comes of it: the entity owns the container, sees it without being trusted, other entities claim it as well, or its label names another.',
            enum: ['owner', 'sight', 'contested', 'overridden'],
          },
          rivals: {
            type: 'array',
            description: 'Other entities that claim it.',
            items: { type: 'string' },
          },
        },
      },
      ContainerDetail: {
        allOf: [
          { $ref: '#/components/schemas/Container' },
          {
            type: 'object',
            required: [
              'mounts',
              'networks',
              'environmentNames',
              'allowedActions',
              'maySnooze',
            ],
            properties: {
              mounts: {
                type: 'array',
                items: { $ref: '#/components/schemas/ContainerMount' },
              },
              networks: {
                type: 'array',
                items: { $ref: '#/components/schemas/ContainerNetwork' },
              },
              environmentNames: { type: 'array', items: { type: 'string' } },
              restartPolicy: { type: 'string' },
              inspectedAt: { type: 'string', format: 'date-time' },
              allowedActions: {
                type: 'array',
                description:
                  'What the caller may do to it, whatever its state.',
                items: { $ref: '#/components/schemas/ContainerAction' },
              },
              actionsObstacle: {
                type: 'string',
                description: 'Why nothing can be done to it, whoever asks.',
                enum: ['read-only', 'host-unreachable', 'removed'],
              },
              snooze: { $ref: '#/components/schemas/Snooze' },
              maySnooze: {
                type: 'boolean',
                description:
                  'Whether the caller may snooze it, and end a snooze.',
              },
              reclaimable: { $ref: '#/components/schemas/Reclaimable' },
            },
          },
        ],
      },
      Staleness: {
        type: 'object',
        required: ['since', 'thresholdDays', 'thresholdFrom', 'reasons'],
        properties: {
          since: {
            type: 'string',
            format: 'date-time',
            description: 'The end of its threshold, not of its last run.',
          },
          thresholdDays: { type: 'integer' },
          thresholdFrom: { $ref: '#/components/schemas/StaleThresholdSource' },
          reasons: { type: 'array', items: { type: 'string' } },
          snoozedUntil: { type: 'string', format: 'date-time' },
        },
      },
      StaleThresholdSource: {
        type: 'string',
        enum: ['label', 'annotation', 'host', 'settings', 'rule'],
      },
      Reclaimable: {
        type: 'object',
        description: 'In bytes, as of the last measurement.',
        required: [
          'containerBytes',
          'anonymousVolumes',
          'volumeBytes',
          'imageBytes',
          'measuredAt',
        ],
        properties: {
          containerBytes: { type: 'integer' },
          anonymousVolumes: {
            type: 'integer',
            description: 'Those that nothing else uses.',
          },
          volumeBytes: { type: 'integer' },
          imageBytes: {
            type: 'integer',
            description:
              'Once its image goes as well, which a clean-up leaves alone; 0 while another container uses it.',
          },
          measuredAt: { type: 'string', format: 'date-time' },
        },
      },
      Snooze: {
        type: 'object',
        required: ['host', 'workload', 'until', 'by', 'at'],
        properties: {
          host: { $ref: '#/components/schemas/HostName' },
          workload: { type: 'string' },
          until: { type: 'string', format: 'date-time' },
          note: { type: 'string' },
          by: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
        },
      },
      StaleContainer: {
        allOf: [
          { $ref: '#/components/schemas/Container' },
          {
            type: 'object',
            required: ['stale', 'mayRemove', 'maySnooze'],
            properties: {
              stale: { $ref: '#/components/schemas/Staleness' },
              reclaimable: { $ref: '#/components/schemas/Reclaimable' },
              snooze: { $ref: '#/components/schemas/Snooze' },
              mayRemove: { type: 'boolean' },
              maySnooze: { type: 'boolean' },
            },
          },
        ],
      },
      StalePage: {
        type: 'object',
        required: ['items', 'pageInfo', 'totalItems', 'totals'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/StaleContainer' },
          },
          pageInfo: { $ref: '#/components/schemas/PageInfo' },
          totalItems: { type: 'integer' },
          totals: {
            type: 'object',
            description: 'Over all pages of the same filters.',
            required: ['containerBytes', 'volumeBytes', 'unmeasured'],
            properties: {
              containerBytes: { type: 'integer' },
              volumeBytes: { type: 'integer' },
              unmeasured: { type: 'integer' },
            },
          },
        },
      },
      CleanupAnswer: {
        type: 'object',
        required: ['dryRun', 'results'],
        properties: {
          dryRun: { type: 'boolean' },
          results: {
            type: 'array',
            description: 'In the order of the request, one for each.',
            items: {
              type: 'object',
              required: ['host', 'id', 'outcome'],
              properties: {
                host: { $ref: '#/components/schemas/HostName' },
                id: { $ref: '#/components/schemas/ContainerId' },
                name: { type: 'string' },
                outcome: {
                  type: 'string',
                  description:
                    '`removable` only of a dry run. `skipped` is not stale any more or snoozed, `refused` may not be removed or is not as it was, `gone` is not there or not to be seen, `failed` is left by the engine.',
                  enum: [
                    'removable',
                    'removed',
                    'skipped',
                    'refused',
                    'gone',
                    'failed',
                  ],
                },
                reason: { type: 'string' },
                reclaimable: { $ref: '#/components/schemas/Reclaimable' },
              },
            },
          },
        },
      },
      ContainerAction: {
        type: 'string',
        enum: ['start', 'stop', 'restart', 'remove'],
      },
      ContainerActionAnswer: {
        type: 'object',
        required: ['action', 'outcome'],
        properties: {
          action: { $ref: '#/components/schemas/ContainerAction' },
          outcome: {
            type: 'string',
            enum: ['done', 'unchanged', 'pending'],
            description: '`pending`: the engine takes its time.',
          },
        },
      },
      ContainerPort: {
        type: 'object',
        required: ['privatePort', 'protocol'],
        properties: {
          ip: { type: 'string' },
          privatePort: { type: 'integer' },
          publicPort: { type: 'integer' },
          protocol: { type: 'string', enum: ['tcp', 'udp', 'sctp'] },
        },
      },
      ContainerMount: {
        type: 'object',
        required: ['type', 'destination', 'readOnly'],
        properties: {
          type: { type: 'string' },
          name: { type: 'string' },
          source: { type: 'string' },
          destination: { type: 'string' },
          readOnly: { type: 'boolean' },
        },
      },
      ContainerNetwork: {
        type: 'object',
        required: ['name', 'aliases'],
        properties: {
          name: { type: 'string' },
          ipAddress: { type: 'string' },
          aliases: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
} as const;
