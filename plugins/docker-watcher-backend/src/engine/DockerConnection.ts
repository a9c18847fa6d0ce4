import Docker from 'dockerode';
import {
  ConflictError,
  InputError,
  NotImplementedError,
} from '@backstage/errors';
import { CONTAINER_ID_PATTERN } from 'backstage-plugin-docker-watcher-common';
import {
  EngineCallOptions,
  EngineChange,
  EngineConnection,
  EngineDiskUsage,
  EngineEvent,
  EngineInfo,
  EngineRemoveOptions,
  EngineStopOptions,
  InspectedContainer,
  ListedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { Clock } from '../lib/Clock';
import { callEngine } from './callEngine';
import { changeContainer, isNoSuchContainer } from './changeContainer';
import { ContainerListReader } from './ContainerListReader';
import { EngineAnswerError } from './EngineAnswerError';
import { EngineTransport } from './EngineTransport';
import { followEngineEvents } from './followEngineEvents';
import { parseDiskUsage } from './parseDiskUsage';
import { parseInspection } from './parseInspection';
import { readAnswer } from './readAnswer';
import { EngineAttempt } from './toEngineError';

/** Of an engine that is measuring already, that cannot, or whose proxy forbids it. */
const UNMEASURED = new Set([403, 404, 405, 409, 501]);

/** A kind of call, with its default time limit. */
interface Call {
  call: string;
  timeoutMs: number;
  oneContainer?: boolean;
}

const PING: Call = { call: 'GET /_ping', timeoutMs: 5_000 };
const LIST: Call = { call: 'GET /containers/json', timeoutMs: 10_000 };
const INSPECT: Call = {
  call: 'GET /containers/{id}/json',
  timeoutMs: 5_000,
  oneContainer: true,
};
/** A container may take as long to end as it was created with. */
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 600_000;
const REMOVE_TIMEOUT_MS = 60_000;
/** Engines read through whole file systems for it. */
const DISK_USAGE: Call = { call: 'GET /system/df', timeoutMs: 120_000 };
const SUBSCRIBE: Call = { call: 'GET /events', timeoutMs: 10_000 };

interface DockerConnectionOptions {
  info: EngineInfo;
  docker: Docker;
  transport: EngineTransport;
  clock: Clock;
  hostName: string;
  url: string;
  /** The engine's time at the connect, in nanoseconds. */
  connectedAtNano?: string;
  onSkipped: (reason: string) => void;
}

/** The calls to a Docker engine whose API version has been agreed on. */
export class DockerConnection implements EngineConnection {
  readonly info: EngineInfo;
  readonly #options: DockerConnectionOptions;
  readonly #lists: ContainerListReader;

  static create(options: DockerConnectionOptions): DockerConnection {
    return new DockerConnection(options);
  }

  private constructor(options: DockerConnectionOptions) {
    this.info = options.info;
    this.#options = options;
    this.#lists = ContainerListReader.create(options.info);
  }

  async ping(options: EngineCallOptions): Promise<void> {
    await this.#call(PING, options, async signal => {
      const answer = await this.#options.transport.read({
        path: '/_ping',
        signal,
        ownSocket: true,
      });
      if (answer.status !== 200) {
        throw EngineAnswerError.fromAnswer(answer);
      }
    });
  }

  async listContainers(options: EngineCallOptions): Promise<ListedContainer[]> {
    return this.#call(LIST, options, async abortSignal => {
      // Not through dockerode, which would parse what is the same as the last time.
      const list = await readAnswer(
        this.#options.transport,
        {
          path: `/v${this.info.apiVersion}/containers/json?all=true`,
          signal: abortSignal,
        },
        text => this.#lists.read(text),
      );
      if (!list) {
        throw new EngineAnswerError(200, 'it is not a list');
      }
      const { containers, skipped } = list;
      if (skipped > 0) {
        this.#options.onSkipped(
          `${skipped} of ${
            containers.length + skipped
          } containers have no valid id`,
        );
      }
      return containers;
    });
  }

  async inspectContainer(
    id: string,
    options: EngineCallOptions,
  ): Promise<InspectedContainer | undefined> {
    requireContainerId(id);
    const call = { ...INSPECT, call: `GET /containers/${id}/json` };
    return this.#call(call, options, async abortSignal => {
      try {
        const answer: unknown = await this.#options.docker
          .getContainer(id)
          .inspect({ abortSignal });
        const container = parseInspection(answer);
        if (container?.id !== id) {
          throw new EngineAnswerError(200, 'it is not this container');
        }
        return container;
      } catch (error) {
        if (error instanceof EngineAnswerError && isNoSuchContainer(error)) {
          return undefined;
        }
        throw error;
      }
    });
  }

  /** Without `since`, events from the connect on are replayed. */
  async followEvents(options: {
    since?: string;
    signal: AbortSignal;
  }): Promise<AsyncIterable<EngineEvent>> {
    const { docker, clock, connectedAtNano } = this.#options;
    return followEngineEvents({
      docker,
      clock,
      since: options.since ?? connectedAtNano,
      signal: options.signal,
      timeoutMs: SUBSCRIBE.timeoutMs,
      attempt: this.#attempt(SUBSCRIBE),
    });
  }

  async startContainer(
    id: string,
    options: EngineCallOptions,
  ): Promise<EngineChange> {
    return this.#change(id, 'start', { ...options, limitMs: START_TIMEOUT_MS });
  }

  async stopContainer(
    id: string,
    options: EngineStopOptions,
  ): Promise<EngineChange> {
    return this.#change(id, 'stop', { ...options, limitMs: STOP_TIMEOUT_MS });
  }

  async restartContainer(
    id: string,
    options: EngineStopOptions,
  ): Promise<EngineChange> {
    return this.#change(id, 'restart', {
      ...options,
      limitMs: STOP_TIMEOUT_MS,
    });
  }

  async removeContainer(
    id: string,
    options: EngineRemoveOptions,
  ): Promise<EngineChange> {
    return this.#change(id, undefined, {
      ...options,
      limitMs: REMOVE_TIMEOUT_MS,
    });
  }

  async measureDiskUsage(options: EngineCallOptions): Promise<EngineDiskUsage> {
    const { hostName, transport } = this.#options;
    const answer = await this.#call(DISK_USAGE, options, async signal => {
      const { status, text } = await transport.read({
        path: `/v${this.info.apiVersion}/system/df`,
        signal,
      });
      // These say something of the call, and nothing against the engine.
      if (status !== 200 && !UNMEASURED.has(status)) {
        throw EngineAnswerError.fromAnswer({ status, text });
      }
      return { status, text };
    });
    switch (answer.status) {
      case 200:
        return parseDiskUsage(JSON.parse(answer.text));
      case 409:
        throw new ConflictError(
          `Host '${hostName}' is measuring its disk usage for somebody else already; ask again later.`,
        );
      default:
        throw new NotImplementedError(
          `Host '${hostName}' does not tell its disk usage (status ${answer.status} for GET /system/df). If a socket proxy stands before the engine, let it pass SYSTEM.`,
        );
    }
  }

  close(): void {
    this.#options.transport.close();
  }

  /** @param verb - left out to remove it */
  async #change(
    id: string,
    verb: 'start' | 'stop' | 'restart' | undefined,
    options: EngineStopOptions & EngineRemoveOptions & { limitMs: number },
  ): Promise<EngineChange> {
    requireContainerId(id);
    const { graceSeconds, limitMs, removeVolumes } = options;
    const method = verb ? 'POST' : 'DELETE';
    const path = `/containers/${id}${verb ? `/${verb}` : ''}`;
    const query = new URLSearchParams({
      ...(graceSeconds !== undefined && { t: String(graceSeconds) }),
      // Takes volumes without a name alone, and those that nothing else uses.
      ...(!verb && removeVolumes && { v: '1' }),
    });
    return this.#call(
      { call: `${method} ${path}`, timeoutMs: limitMs },
      options,
      signal =>
        changeContainer(this.#options.transport, {
          method,
          path: `/v${this.info.apiVersion}${path}${
            query.size > 0 ? `?${query}` : ''
          }`,
          signal,
        }),
    );
  }

  async #call<T>(
    call: Call,
    options: EngineCallOptions,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { signal, timeoutMs = call.timeoutMs } = options;
    const { clock } = this.#options;
    const attempt = this.#attempt(call);
    return callEngine({ signal, timeoutMs, clock, attempt }, run);
  }

  #attempt({ call, oneContainer }: Call): EngineAttempt {
    const { hostName, url } = this.#options;
    return { hostName, url, call, oneContainer };
  }
}

/** The id becomes part of a path. */
function requireContainerId(id: string): void {
  if (!CONTAINER_ID_PATTERN.test(id)) {
    throw new InputError(
      `'${id}' is not a container id; expected 64 hexadecimal digits`,
    );
  }
}
