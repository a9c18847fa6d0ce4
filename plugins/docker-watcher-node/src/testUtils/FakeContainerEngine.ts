import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { CONTAINER_ID_PATTERN } from 'backstage-plugin-docker-watcher-common';
import {
  ContainerEngine,
  EngineCallOptions,
  EngineConnection,
  EngineDiskUsage,
  EngineEvent,
  EngineInfo,
  InspectedContainer,
} from '../ContainerEngine';
import {
  closedError,
  FakeCallScript,
  FakeEngineCall,
  FakeEngineClock,
  FakeEngineHold,
} from './FakeCallScript';
import {
  createFakeContainer,
  FakeContainerInput,
  toListed,
} from './FakeContainers';
import {
  changeFakeContainer,
  FakeEngineChangeCall,
} from './changeFakeContainer';
import { FakeEngineDrive } from './FakeEngineDrive';
import { FakeEventStream } from './FakeEventStream';

/**
 * Options of {@link FakeContainerEngine}.
 * @public
 */
export interface FakeContainerEngineOptions {
  info?: Partial<EngineInfo>;
  /** Whether the list has the health of running containers. True by default. */
  listTellsHealth?: boolean;
  /** How many past events it remembers; 256 by default, as Docker. */
  eventMemory?: number;
  /** Gives event times and time limits; without it there are no limits. */
  clock?: FakeEngineClock;
}

/** 2026-01-01T00:00:00Z, and a second later with each event. */
const FIRST_TIME_MS = 1_767_225_600_000;

/**
 * An engine in memory that does what a test tells it, for those who use a
 * {@link ContainerEngine}.
 *
 * @remarks `addContainer`, `changeContainer` and `removeContainer` change the
 * world silently, as if the events had been missed; `emit` tells about it; `drive`
 * does both, as an engine would. Guarantees that the contract suite proves for
 * real engines are proved for this one as well.
 *
 * @example
 * ```ts
 * const engine = FakeContainerEngine.create();
 * const id = engine.addContainer({ name: 'web', state: 'running' });
 * const list = engine.holdNext('listContainers', 'answer');
 * // start what is under test
 * await list.reached;
 * await engine.drive.stop(id); // happens after the list was taken
 * list.release();
 * ```
 * @public
 */
export class FakeContainerEngine implements ContainerEngine {
  /** Acts on the containers with all the events an engine sends. */
  readonly drive: FakeEngineDrive;
  readonly #options: FakeContainerEngineOptions;
  readonly #script: FakeCallScript;
  readonly #containers = new Map<
    string,
    FakeContainerInput & InspectedContainer
  >();
  readonly #streams = new Set<FakeEventStream>();
  readonly #connections = new Set<AbortController>();
  /** Sizes that a test gave, by the container's id or the volume's or image's name. */
  readonly #bytes = new Map<string, number>();
  #past: EngineEvent[] = [];
  #lastTimeNano: bigint;
  #nextNumber = 1;

  static create(options: FakeContainerEngineOptions = {}): FakeContainerEngine {
    return new FakeContainerEngine(options);
  }

  private constructor(options: FakeContainerEngineOptions) {
    this.#options = options;
    this.#lastTimeNano =
      BigInt(options.clock?.now() ?? FIRST_TIME_MS) * 1_000_000n;
    this.#script = new FakeCallScript(options.clock);
    this.drive = FakeEngineDrive.create(this);
  }

  /** How often each call was made, failed ones included. */
  get calls(): Readonly<Record<FakeEngineCall, number>> {
    return this.#script.counts;
  }

  get openConnections(): number {
    return this.#connections.size;
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  /** The engine's present time, ISO 8601. */
  get now(): string {
    return new Date(Number(this.#lastTimeNano / 1_000_000n)).toISOString();
  }

  /** @returns its id, made up unless given. */
  addContainer(container: FakeContainerInput = {}): string {
    const id =
      container.id ??
      (this.#nextNumber++).toString(16).padStart(12, 'c').padEnd(64, '0');
    this.#containers.set(
      id,
      createFakeContainer({ createdAt: this.now, ...container, id }),
    );
    return id;
  }

  changeContainer(id: string, changes: FakeContainerInput): void {
    this.#containers.set(id, { ...this.container(id), ...changes });
  }

  removeContainer(id: string): void {
    this.#containers.delete(id);
  }

  /** What it takes, of a container's writable layer, a volume or an image. */
  setBytes(what: string, bytes: number): void {
    this.#bytes.set(what, bytes);
  }

  /** @throws when there is none. */
  container(id: string): FakeContainerInput & InspectedContainer {
    const container = this.#containers.get(id);
    if (!container) {
      throw new Error(`The fake engine has no container '${id}'`);
    }
    return container;
  }

  /** Sends an event to all streams. @returns it with its time. */
  emit(event: Omit<EngineEvent, 'timeNano'> & { timeNano?: string }) {
    const { name, image } = this.#containers.get(event.containerId) ?? {};
    const told: EngineEvent = {
      name,
      image,
      ...event,
      timeNano: event.timeNano ?? this.#tick(),
    };
    this.#past = [...this.#past, told].slice(
      -(this.#options.eventMemory ?? 256),
    );
    for (const stream of this.#streams) {
      stream.push(told);
    }
    return told;
  }

  /** Makes a call fail until {@link FakeContainerEngine.heal}. */
  fail(call: FakeEngineCall, error?: Error): void {
    this.#script.fail(call, error);
  }

  /** Makes a call wait until its signal aborts or its time is over. */
  hang(call: FakeEngineCall): void {
    this.#script.hang(call);
  }

  /** Ends what `fail` and `hang` began; all calls unless one is named. */
  heal(call?: FakeEngineCall): void {
    const all = Object.keys(this.#script.counts) as FakeEngineCall[];
    (call ? [call] : all).forEach(one => this.#script.heal(one));
  }

  /**
   * Holds the next call: at its `start`, or when its `answer` is taken but not yet
   * given, so that what happens meanwhile is not in it.
   */
  holdNext(
    call: FakeEngineCall,
    at: 'start' | 'answer' = 'start',
  ): FakeEngineHold {
    return this.#script.hold(call, at);
  }

  /** Breaks all event streams, as an engine that restarts. */
  dropStreams(error?: Error): void {
    for (const stream of this.#streams) {
      stream.end(
        error ?? new ServiceUnavailableError('The fake stream broke off'),
      );
    }
    this.#streams.clear();
  }

  /** Loses its memory of past events, as an engine that restarted. */
  forgetEvents(): void {
    this.#past = [];
  }

  async connect(options: EngineCallOptions): Promise<EngineConnection> {
    return this.#script.play('connect', options, () => this.#open());
  }

  #open(): EngineConnection {
    const closing = new AbortController();
    this.#connections.add(closing);
    const connectedAt = this.#tick();
    const play = <T>(
      call: FakeEngineCall,
      options: EngineCallOptions,
      answer: () => T,
    ) =>
      this.#script.play(call, { ...options, closed: closing.signal }, answer);
    const change = async (
      call: FakeEngineChangeCall,
      id: string,
      options: EngineCallOptions,
    ) => {
      requireId(id);
      return await play(call, options, () =>
        changeFakeContainer(this.#containers.get(id), call, this),
      );
    };
    return {
      info: {
        engineId: 'fake-engine',
        product: 'simulated',
        version: '1.0.0',
        apiVersion: '1.47',
        systemTime: this.now,
        ...this.#options.info,
      },
      ping: options => play('ping', options, () => undefined),
      listContainers: options =>
        play('listContainers', options, () =>
          [...this.#containers.values()].map(container =>
            toListed(container, {
              listTellsHealth: this.#options.listTellsHealth ?? true,
            }),
          ),
        ),
      inspectContainer: async (id, options) => {
        requireId(id);
        return play('inspectContainer', options, () => this.#inspect(id));
      },
      startContainer: (id, options) => change('startContainer', id, options),
      stopContainer: (id, options) => change('stopContainer', id, options),
      restartContainer: (id, options) =>
        change('restartContainer', id, options),
      removeContainer: (id, options) => change('removeContainer', id, options),
      measureDiskUsage: options =>
        play('measureDiskUsage', options, () => this.#measure()),
      followEvents: options =>
        play('followEvents', options, () =>
          this.#follow(
            { ...options, since: options.since ?? connectedAt },
            closing.signal,
          ),
        ),
      close: () => {
        closing.abort();
        this.#connections.delete(closing);
      },
    };
  }

  #measure(): EngineDiskUsage {
    const containers = [...this.#containers.values()];
    const volumes = containers.flatMap(({ mounts }) =>
      mounts.flatMap(({ type, name }) =>
        type === 'volume' && name ? [name] : [],
      ),
    );
    const images = containers.map(({ imageId }) => imageId);
    const count = (all: string[], one: string) =>
      all.filter(other => other === one).length;
    return {
      containers: containers.map(({ id }) => ({
        id,
        writableBytes: this.#bytes.get(id) ?? 0,
      })),
      volumes: [...new Set(volumes)].map(name => ({
        name,
        anonymous: /^[0-9a-f]{64}$/.test(name),
        bytes: this.#bytes.get(name) ?? 0,
        users: count(volumes, name),
      })),
      images: [...new Set(images)].map(id => ({
        id,
        bytes: this.#bytes.get(id) ?? 0,
        sharedBytes: 0,
        users: count(images, id),
      })),
    };
  }

  #inspect(id: string): InspectedContainer | undefined {
    const found = this.#containers.get(id);
    if (!found) {
      return undefined;
    }
    const { statusText, ...container } = found;
    return structuredClone(container);
  }

  #follow(
    options: { since: string; signal: AbortSignal },
    closed: AbortSignal,
  ): AsyncIterable<EngineEvent> {
    const { since, signal } = options;
    const stream = new FakeEventStream({
      past: this.#past.filter(event => BigInt(event.timeNano) >= BigInt(since)),
      signal,
    });
    const forget = () => {
      this.#streams.delete(stream);
      for (const ending of [closed, signal]) {
        ending.removeEventListener('abort', onEnding);
      }
    };
    function onEnding() {
      stream.end(closedError('followEvents'));
      forget();
    }
    this.#streams.add(stream);
    closed.addEventListener('abort', onEnding, { once: true });
    signal.addEventListener('abort', onEnding, { once: true });
    return stream.read(forget);
  }

  /** @returns a time later than all before, and not before the clock's. */
  #tick(): string {
    const { clock } = this.#options;
    const next = this.#lastTimeNano + (clock ? 1n : 1_000_000_000n);
    const present = BigInt(clock?.now() ?? 0) * 1_000_000n;
    this.#lastTimeNano = present > next ? present : next;
    return this.#lastTimeNano.toString();
  }
}

function requireId(id: string): void {
  if (!CONTAINER_ID_PATTERN.test(id)) {
    throw new InputError(`'${id}' is not a container id`);
  }
}
