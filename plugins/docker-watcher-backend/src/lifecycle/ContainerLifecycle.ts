import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
  isError,
} from '@backstage/errors';
import {
  EngineCallOptions,
  EngineChange,
  EngineConnection,
} from 'backstage-plugin-docker-watcher-node';
import { NewEvent } from '../eventLog/EventLogStore';
import { Backoff } from '../lib/Backoff';
import { Clock } from '../lib/Clock';
import { ForgetfulLeaseStore, Lease } from '../lib/Lease';
import { ActionLog } from './ActionLog';
import { ActionHost, ActionRequest } from './ActionTarget';
import { ActionEnd, containerActionEvent } from './containerActionEvent';
import { requireActionFits } from './requireActionFits';
import { StateConflictError } from './StateConflictError';

/** Renewed while the engine is at it; after a crash others wait no longer than this. */
const LEASE_TTL_MS = 15_000;

/**
 * Starts, stops, restarts and removes containers.
 *
 * Guaranteed:
 * - Nothing is done unless the engine itself says, a moment before, that the container
 *   is in the state that was expected. What changes in that moment is met by the
 *   engine's own refusal, for nothing is ever forced.
 * - One action at a time on a container, of all replicas; others are refused.
 * - Once the engine was asked, the log gets one event that tells who wanted what and
 *   what came of it, however long the log is away meanwhile.
 *
 * Not guaranteed: that event, when this process dies before the engine answers. The
 * watcher tells of the change itself all the same, whoever caused it, because it listens
 * to the engine; its events are those of a stop that somebody asked for.
 *
 * Any replica does this, on a connection of its own that lasts as long as the action.
 */
export class ContainerLifecycle {
  readonly #options: Parameters<typeof ContainerLifecycle.create>[0];
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();

  static create(options: {
    hosts: ReadonlyMap<string, ActionHost>;
    leases: ForgetfulLeaseStore;
    /** Unique per process. */
    holder: string;
    log: ActionLog;
    clock: Clock;
    logger: LoggerService;
    /** Called after something was appended to the log. */
    onAppended: () => void;
  }): ContainerLifecycle {
    return new ContainerLifecycle(options);
  }

  private constructor(
    options: Parameters<typeof ContainerLifecycle.create>[0],
  ) {
    this.#options = options;
  }

  /**
   * Does it and waits for its end, which may take as long as the container does.
   *
   * @returns whether anything was left to do.
   * @throws NotFoundError, ConflictError or ServiceUnavailableError
   */
  async perform(request: ActionRequest): Promise<'done' | 'unchanged'> {
    const running = this.#perform(request);
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }

  /** Waits for nothing any more; what engines have begun they finish by themselves. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#underWay);
  }

  async #perform(request: ActionRequest): Promise<'done' | 'unchanged'> {
    const { signal } = this.#stopping;
    const { host, id, name } = request.container;
    if (signal.aborted) {
      throw shuttingDown();
    }
    const { leases, clock, holder } = this.#options;
    const lease = Lease.create({
      store: leases,
      clock,
      name: `action:${host}/${id}`,
      holder,
      ttlMs: LEASE_TTL_MS,
    });
    const held = await lease.tryAcquire();
    if (!held) {
      throw new ConflictError(
        `Something is being done to container '${name}' on host '${host}' already. Wait for its end, and look again.`,
      );
    }
    try {
      return await lease.keep(held, signal, () => this.#performAlone(request));
    } finally {
      // Whoever took it over since has another fence, and keeps it.
      await leases.forget(held).catch(() => undefined);
    }
  }

  async #performAlone(request: ActionRequest): Promise<'done' | 'unchanged'> {
    const { signal } = this.#stopping;
    const connection = await this.#connect(request);
    try {
      const found = await this.#reach(
        request,
        connection.inspectContainer(request.container.id, { signal }),
        notAsked,
      );
      if (!found) {
        throw gone(request);
      }
      requireActionFits(request, found);
      return await this.#ask(request, connection);
    } finally {
      connection.close();
    }
  }

  async #connect(request: ActionRequest): Promise<EngineConnection> {
    const { host } = request.container;
    const known = this.#options.hosts.get(host);
    if (!known?.engine) {
      this.#options.logger.warn(
        `No action on host '${host}': ${
          known?.problem ?? 'it is no longer configured'
        }`,
      );
      throw notAsked(request);
    }
    const { signal } = this.#stopping;
    return this.#reach(request, known.engine.connect({ signal }), notAsked);
  }

  /**
   * Whoever may act on a container need not know where its engine listens, which the
   * engine's errors tell; the log of the backend has them.
   *
   * @param failure - what the caller learns instead
   */
  async #reach<T>(
    request: ActionRequest,
    answer: Promise<T>,
    failure: (request: ActionRequest) => Error,
  ): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      // An abort only ever means that the backend stops.
      if (isError(error) && error.name === 'AbortError') {
        throw shuttingDown();
      }
      const { action, container } = request;
      this.#options.logger.warn(
        `No answer to '${action}' for container '${container.name}': ${
          isError(error) ? error.message : String(error)
        }`,
      );
      throw failure(request);
    }
  }

  /** From here on the log tells of it. */
  async #ask(
    request: ActionRequest,
    connection: EngineConnection,
  ): Promise<'done' | 'unchanged'> {
    const { signal } = this.#stopping;
    let change: EngineChange;
    try {
      change = await this.#reach(
        request,
        call(connection, request, { signal }),
        notAnswered,
      );
    } catch (error) {
      await this.#tell(request, {
        result: 'failed',
        reason: isError(error) ? error.message : String(error),
      });
      throw error;
    }
    switch (change.result) {
      case 'done':
      case 'unchanged':
        await this.#tell(request, { result: change.result });
        return change.result;
      case 'gone': {
        const error = gone(request);
        await this.#tell(request, { result: 'refused', reason: error.message });
        throw error;
      }
      case 'refused': {
        const { reason } = change;
        await this.#tell(request, { result: 'refused', reason });
        throw await this.#refused(request, connection, reason);
      }
      default: {
        const { reason } = change;
        await this.#tell(request, { result: 'failed', reason });
        throw new ServiceUnavailableError(
          `Container '${request.container.name}' on host '${request.container.host}': ${reason}`,
        );
      }
    }
  }

  /** With the state that made the engine refuse, if it can still be told. */
  async #refused(
    request: ActionRequest,
    connection: EngineConnection,
    reason: string,
  ): Promise<Error> {
    const { name, host, id } = request.container;
    const { signal } = this.#stopping;
    const found = await connection
      .inspectContainer(id, { signal })
      .catch(() => undefined);
    const message = `Container '${name}' on host '${host}': ${reason}`;
    return found
      ? new StateConflictError(
          `${message}. It is ${found.state} now.`,
          found.state,
        )
      : new ConflictError(message);
  }

  async #tell(request: ActionRequest, end: ActionEnd): Promise<void> {
    const { clock, onAppended } = this.#options;
    const event = containerActionEvent(request, end, clock.now());
    if (await this.#append(event)) {
      onAppended();
    }
  }

  /** Until it is there, because nothing else knows who wanted it. */
  async #append(event: NewEvent): Promise<boolean> {
    const { clock, log, logger } = this.#options;
    const { signal } = this.#stopping;
    const backoff = Backoff.create({
      firstMs: 500,
      longestMs: 30_000,
      survivalMs: Infinity,
    });
    for (;;) {
      try {
        await log.append(event);
        return true;
      } catch (error) {
        logger.warn(
          `The log has not got '${event.message}' of host '${event.host}' yet`,
          isError(error) ? error : undefined,
        );
      }
      if (signal.aborted) {
        logger.error(
          `Lost for the log because the backend stops: ${JSON.stringify(
            event,
          )}`,
        );
        return false;
      }
      await clock.sleep(backoff.nextDelay(0), signal);
    }
  }
}

async function call(
  connection: EngineConnection,
  { action, container: { id }, removeVolumes }: ActionRequest,
  options: EngineCallOptions,
): Promise<EngineChange> {
  switch (action) {
    case 'start':
      return connection.startContainer(id, options);
    case 'stop':
      return connection.stopContainer(id, options);
    case 'restart':
      return connection.restartContainer(id, options);
    case 'remove':
      return connection.removeContainer(id, { ...options, removeVolumes });
    default:
      throw new TypeError(`Unknown action '${action satisfies never}'`);
  }
}

/** Of a host that the Hosts tab shows as unreachable, or that fails on this one thing. */
function notAsked({ container }: ActionRequest): Error {
  return new ServiceUnavailableError(
    `Nothing was done to container '${container.name}', because host '${container.host}' could not be asked for it. The Hosts tab and the log of the backend tell why.`,
  );
}

function notAnswered({ container }: ActionRequest): Error {
  return new ServiceUnavailableError(
    `Host '${container.host}' did not say what came of it. Look at container '${container.name}' before you try again; the log of the backend tells more.`,
  );
}

function shuttingDown(): ServiceUnavailableError {
  return new ServiceUnavailableError(
    'The backend is being stopped. Look at the container again in a moment; its own events tell what was done.',
  );
}

function gone({ container: { host, id } }: ActionRequest): NotFoundError {
  return new NotFoundError(`No container '${id}' on host '${host}'`);
}
