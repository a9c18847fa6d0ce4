/**
 * What a container of a test is like.
 * @public
 */
export interface DrivenContainer {
  /** Made up when absent. */
  name?: string;
  labels?: Record<string, string>;
  environment?: Record<string, string>;
  /** Ends by itself with this code soon after its start, instead of running on. */
  exitCode?: number;
  /** Has a health check, and this is what it says a moment after each start. */
  health?: 'healthy' | 'unhealthy';
}

/**
 * Acts on the world behind an engine the way its users do, without the code
 * under test. Each promise resolves when the engine has done it.
 * @public
 */
export interface EngineDrive {
  /** @returns the container's id. */
  create(container?: DrivenContainer): Promise<string>;
  start(id: string): Promise<void>;
  stop(id: string): Promise<void>;
  pause(id: string): Promise<void>;
  unpause(id: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Runs a command inside the running container and waits for its end. */
  exec(id: string, command: string[]): Promise<void>;
  /** Removes what this drive created. */
  dispose(): Promise<void>;
}
