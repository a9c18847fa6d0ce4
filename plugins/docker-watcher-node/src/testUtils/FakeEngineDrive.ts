import { DrivenContainer, EngineDrive } from './EngineDrive';
import type { FakeContainerEngine } from './FakeContainerEngine';

/**
 * Acts on a fake engine's containers and sends the events that Docker sends.
 * @public
 */
export class FakeEngineDrive implements EngineDrive {
  readonly #engine: FakeContainerEngine;
  readonly #wishes = new Map<string, DrivenContainer>();

  /** @internal */
  static create(engine: FakeContainerEngine): FakeEngineDrive {
    return new FakeEngineDrive(engine);
  }

  private constructor(engine: FakeContainerEngine) {
    this.#engine = engine;
  }

  async create(container: DrivenContainer = {}): Promise<string> {
    const id = this.#engine.addContainer({
      ...(container.name ? { name: container.name } : {}),
      labels: container.labels ?? {},
      environmentNames: Object.keys(container.environment ?? {}),
    });
    this.#wishes.set(id, container);
    this.#engine.emit({ action: 'create', containerId: id });
    return id;
  }

  async start(id: string): Promise<void> {
    const { health, exitCode } = this.#wishes.get(id) ?? {};
    this.#engine.changeContainer(id, {
      state: 'running',
      health: health ? 'starting' : 'none',
      startedAt: this.#engine.now,
      finishedAt: undefined,
      exitCode: undefined,
      oomKilled: undefined,
    });
    this.#engine.emit({ action: 'start', containerId: id });
    if (health) {
      this.setHealth(id, health);
    }
    if (exitCode !== undefined) {
      this.die(id, exitCode);
    }
  }

  async stop(id: string): Promise<void> {
    this.#engine.emit({ action: 'kill', containerId: id, signal: '15' });
    this.die(id, 143);
    this.#engine.emit({ action: 'stop', containerId: id });
  }

  /** Ends by itself. */
  die(id: string, exitCode: number): void {
    this.#engine.changeContainer(id, {
      state: 'exited',
      health: 'none',
      exitCode,
      oomKilled: false,
      finishedAt: this.#engine.now,
    });
    this.#engine.emit({ action: 'die', containerId: id, exitCode });
  }

  setHealth(id: string, health: 'starting' | 'healthy' | 'unhealthy'): void {
    this.#engine.changeContainer(id, { health });
    this.#engine.emit({ action: 'health_status', containerId: id, health });
  }

  async pause(id: string): Promise<void> {
    this.#engine.changeContainer(id, { state: 'paused', health: 'none' });
    this.#engine.emit({ action: 'pause', containerId: id });
  }

  async unpause(id: string): Promise<void> {
    const { health = 'none' } = this.#wishes.get(id) ?? {};
    this.#engine.changeContainer(id, { state: 'running', health });
    this.#engine.emit({ action: 'unpause', containerId: id });
  }

  async rename(id: string, name: string): Promise<void> {
    const oldName = this.#engine.container(id).name;
    this.#engine.changeContainer(id, { name });
    this.#engine.emit({ action: 'rename', containerId: id, oldName });
  }

  async remove(id: string): Promise<void> {
    const { state, name, image } = this.#engine.container(id);
    if (state === 'running' || state === 'paused') {
      this.#engine.emit({ action: 'kill', containerId: id, signal: '9' });
      this.die(id, 137);
    }
    this.#engine.removeContainer(id);
    this.#engine.emit({ action: 'destroy', containerId: id, name, image });
  }

  /** Makes no difference: events of exec are never asked for. */
  async exec(_id: string, _command: string[]): Promise<void> {}

  async dispose(): Promise<void> {
    for (const id of this.#wishes.keys()) {
      this.#engine.removeContainer(id);
    }
  }
}
