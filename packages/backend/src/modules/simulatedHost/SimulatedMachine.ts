import { NotFoundError } from '@backstage/errors';
import {
  ContainerHealth,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';
import {
  EngineDiskUsage,
  EngineEventAction,
  InspectedContainer,
  ListedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { createHash } from 'node:crypto';
import { describeStatus } from './describeStatus';
import { EventFeed } from './EventFeed';

/** What a container is created from. */
export interface ContainerSpec
  extends Pick<
    InspectedContainer,
    | 'name'
    | 'image'
    | 'ports'
    | 'labels'
    | 'mounts'
    | 'networks'
    | 'environmentNames'
    | 'restartPolicy'
  > {
  /** Whether it has a health check. */
  healthcheck: boolean;
  /** What it has written into its own layer. */
  writableBytes?: number;
  /** Of each of its volumes. */
  volumeBytes?: number;
  imageBytes?: number;
}

interface SimulatedContainer {
  spec: ContainerSpec;
  id: string;
  name: string;
  state: ContainerState;
  /** What its health check said last; counts only while it runs. */
  verdict: ContainerHealth;
  createdAt: number;
  startedAt?: number;
  finishedAt?: number;
  exitCode?: number;
  oomKilled: boolean;
  restartCount: number;
  /** When its health check passes for the first time after a start. */
  healthyAt?: number;
}

/** How long after a start somebody asked for a health check passes. */
const FIRST_CHECK_MS = 5_000;

/** Options of an end. */
export interface DeathOptions {
  exitCode: number;
  oomKilled?: boolean;
  /** Its restart policy will start it again. */
  restarting?: boolean;
}

/**
 * A machine with containers that exist in memory only. Each change publishes the
 * events Docker sends for it, in Docker's order.
 */
export class SimulatedMachine {
  readonly events: EventFeed;
  readonly #now: () => number;
  readonly #containers = new Map<string, SimulatedContainer>();
  readonly #generations = new Map<string, number>();

  constructor(options: { now: () => number }) {
    this.#now = options.now;
    this.events = new EventFeed(options);
  }

  now(): number {
    return this.#now();
  }

  /**
   * @returns its id, which is the same each time the machine is built, so that a
   * restart of the portal finds the containers it knows.
   */
  create(spec: ContainerSpec, ageMs = 0): string {
    const generation = (this.#generations.get(spec.name) ?? 0) + 1;
    this.#generations.set(spec.name, generation);
    const id = createHash('sha256')
      .update(`${spec.name}#${generation}`)
      .digest('hex');
    this.#containers.set(id, {
      spec,
      id,
      name: spec.name,
      state: 'created',
      verdict: 'none',
      createdAt: this.#now() - ageMs,
      oomKilled: false,
      restartCount: 0,
    });
    this.#publish(id, 'create');
    return id;
  }

  start(id: string, ageMs = 0) {
    const container = this.#get(id);
    if (container.state === 'restarting') {
      container.restartCount += 1;
    }
    container.state = 'running';
    container.verdict = container.spec.healthcheck ? 'starting' : 'none';
    container.startedAt = this.#now() - ageMs;
    container.finishedAt = undefined;
    container.exitCode = undefined;
    container.oomKilled = false;
    this.#publish(id, 'start');
  }

  die(id: string, options: DeathOptions, ageMs = 0) {
    const container = this.#get(id);
    container.state = options.restarting ? 'restarting' : 'exited';
    container.finishedAt = this.#now() - ageMs;
    container.exitCode = options.exitCode;
    container.oomKilled = options.oomKilled ?? false;
    if (container.oomKilled) {
      this.#publish(id, 'oom');
    }
    this.#publish(id, 'die', { exitCode: options.exitCode });
  }

  stop(id: string, options: { exitCode: number }) {
    this.#publish(id, 'kill', { signal: '15' });
    this.die(id, options);
    this.#publish(id, 'stop');
  }

  restart(id: string) {
    if (['running', 'paused'].includes(this.#get(id).state)) {
      this.stop(id, { exitCode: 143 });
    }
    this.start(id);
    this.#publish(id, 'restart');
  }

  pause(id: string) {
    this.#get(id).state = 'paused';
    this.#publish(id, 'pause');
  }

  unpause(id: string) {
    this.#get(id).state = 'running';
    this.#publish(id, 'unpause');
  }

  setHealth(id: string, health: ContainerHealth) {
    this.#get(id).verdict = health;
    this.#publish(id, 'health_status', { health });
  }

  /** Its health check will pass in a moment, see {@link SimulatedMachine.check}. */
  becomeHealthy(id: string) {
    const container = this.#get(id);
    if (container.spec.healthcheck) {
      container.healthyAt = this.#now() + FIRST_CHECK_MS;
    }
  }

  /** Runs the health checks that are due. */
  check() {
    for (const container of this.#containers.values()) {
      const { id, healthyAt, state, verdict } = container;
      if (healthyAt !== undefined && healthyAt <= this.#now()) {
        container.healthyAt = undefined;
        if (state === 'running' && verdict === 'starting') {
          this.setHealth(id, 'healthy');
        }
      }
    }
  }

  rename(id: string, name: string) {
    const container = this.#get(id);
    const oldName = container.name;
    container.name = name;
    this.#publish(id, 'rename', { oldName });
  }

  remove(id: string) {
    this.#get(id);
    this.#publish(id, 'destroy');
    this.#containers.delete(id);
  }

  /** @returns the id of the container with that name, if there is one. */
  find(name: string): string | undefined {
    return [...this.#containers.values()].find(c => c.name === name)?.id;
  }

  list(): ListedContainer[] {
    return [...this.#containers.values()].reverse().map(container => ({
      ...this.#common(container),
      statusText: describeStatus(
        { ...container, health: healthOf(container) },
        this.#now(),
      ),
    }));
  }

  inspect(id: string): InspectedContainer | undefined {
    const container = this.#containers.get(id);
    if (!container) {
      return undefined;
    }
    const { spec } = container;
    return {
      ...this.#common(container),
      exitCode: container.exitCode,
      oomKilled:
        container.exitCode === undefined ? undefined : container.oomKilled,
      startedAt: toIso(container.startedAt),
      finishedAt: toIso(container.finishedAt),
      restartCount: container.restartCount,
      restartPolicy: spec.restartPolicy,
      mounts: spec.mounts,
      networks: spec.networks,
      environmentNames: spec.environmentNames,
      tty: false,
      logDriver: 'json-file',
    };
  }

  measure(): EngineDiskUsage {
    const containers = [...this.#containers.values()];
    const images = new Map<string, { bytes: number; users: number }>();
    const volumes = new Map<string, { bytes: number; users: number }>();
    const count = (
      counts: Map<string, { bytes: number; users: number }>,
      key: string,
      bytes: number,
    ) => counts.set(key, { bytes, users: (counts.get(key)?.users ?? 0) + 1 });
    for (const { spec } of containers) {
      count(images, imageIdOf(spec), spec.imageBytes ?? 80_000_000);
      for (const { type, name } of spec.mounts) {
        if (type === 'volume' && name) {
          count(volumes, name, spec.volumeBytes ?? 0);
        }
      }
    }
    return {
      containers: containers.map(({ id, spec }) => ({
        id,
        writableBytes: spec.writableBytes ?? 20_480,
      })),
      volumes: [...volumes].map(([name, usage]) => ({
        name,
        anonymous: /^[0-9a-f]{64}$/.test(name),
        ...usage,
      })),
      images: [...images].map(([id, usage]) => ({
        id,
        sharedBytes: 0,
        ...usage,
      })),
    };
  }

  #common(container: SimulatedContainer) {
    const { spec } = container;
    const published = ['running', 'paused'].includes(container.state);
    return {
      id: container.id,
      name: container.name,
      image: spec.image,
      imageId: imageIdOf(spec),
      state: container.state,
      health: healthOf(container),
      createdAt: new Date(container.createdAt).toISOString(),
      ports: published ? spec.ports : [],
      labels: spec.labels,
    };
  }

  #get(id: string): SimulatedContainer {
    const container = this.#containers.get(id);
    if (!container) {
      throw new NotFoundError(`No container '${id}' on the simulated host`);
    }
    return container;
  }

  #publish(
    id: string,
    action: EngineEventAction,
    details: {
      exitCode?: number;
      health?: ContainerHealth;
      oldName?: string;
      signal?: string;
    } = {},
  ) {
    const { name, spec } = this.#get(id);
    this.events.publish({
      action,
      containerId: id,
      name,
      image: spec.image,
      ...details,
    });
  }
}

function healthOf({ state, verdict }: SimulatedContainer): ContainerHealth {
  return state === 'running' ? verdict : 'none';
}

function imageIdOf({ image }: ContainerSpec): string {
  return `sha256:${createHash('sha256').update(image).digest('hex')}`;
}

function toIso(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
