import { ServiceUnavailableError } from '@backstage/errors';
import { EngineCallOptions } from '../ContainerEngine';
import { createDeferred } from './createDeferred';

/**
 * The calls of an engine that a test can count and disturb.
 * @public
 */
export type FakeEngineCall =
  | 'connect'
  | 'ping'
  | 'listContainers'
  | 'inspectContainer'
  | 'followEvents'
  | 'startContainer'
  | 'stopContainer'
  | 'restartContainer'
  | 'removeContainer'
  | 'measureDiskUsage';

/**
 * Where a held call stands still.
 * @public
 */
export interface FakeEngineHold {
  /** Resolves when a call has come to the place. */
  reached: Promise<void>;
  /** Lets it go on. */
  release(): void;
}

/**
 * The parts of a clock that a fake engine needs for time limits and event times.
 * @public
 */
export interface FakeEngineClock {
  now(): number;
  after(ms: number, callback: () => void): () => void;
}

const DEFAULT_TIMEOUTS_MS: Record<FakeEngineCall, number> = {
  connect: 10_000,
  ping: 5_000,
  listContainers: 10_000,
  inspectContainer: 5_000,
  followEvents: 10_000,
  startContainer: 30_000,
  stopContainer: 600_000,
  restartContainer: 600_000,
  removeContainer: 30_000,
  measureDiskUsage: 120_000,
};

type Gate = { before: boolean; enter: () => Promise<void> };

/** Counts calls and makes them fail, hang or wait as a test has said. */
export class FakeCallScript {
  readonly counts: Record<FakeEngineCall, number> = {
    connect: 0,
    ping: 0,
    listContainers: 0,
    inspectContainer: 0,
    followEvents: 0,
    startContainer: 0,
    stopContainer: 0,
    restartContainer: 0,
    removeContainer: 0,
    measureDiskUsage: 0,
  };
  readonly #clock: FakeEngineClock | undefined;
  readonly #failures = new Map<FakeEngineCall, Error>();
  readonly #hanging = new Set<FakeEngineCall>();
  readonly #gates = new Map<FakeEngineCall, Gate[]>();

  constructor(clock?: FakeEngineClock) {
    this.#clock = clock;
  }

  fail(call: FakeEngineCall, error?: Error): void {
    this.#failures.set(
      call,
      error ?? new ServiceUnavailableError(`The fake engine refuses ${call}`),
    );
  }

  hang(call: FakeEngineCall): void {
    this.#hanging.add(call);
  }

  heal(call: FakeEngineCall): void {
    this.#failures.delete(call);
    this.#hanging.delete(call);
  }

  hold(call: FakeEngineCall, at: 'start' | 'answer'): FakeEngineHold {
    const gates = this.#gates.get(call) ?? [];
    this.#gates.set(call, gates);
    const reached = createDeferred<void>();
    const released = createDeferred<void>();
    gates.push({
      before: at === 'start',
      enter: () => {
        reached.resolve();
        return released.promise;
      },
    });
    return {
      reached: reached.promise,
      release: () => released.resolve(),
    };
  }

  /** Plays a call: `answer` is what it does when nothing disturbs it. */
  async play<T>(
    call: FakeEngineCall,
    options: EngineCallOptions & { closed?: AbortSignal },
    answer: () => T,
  ): Promise<T> {
    this.counts[call]++;
    return this.#endInTime(call, options, async () => {
      await this.#pass(call, true);
      if (this.#hanging.has(call)) {
        await new Promise<never>(() => {});
      }
      const failure = this.#failures.get(call);
      if (failure) {
        throw failure;
      }
      const result = answer();
      await this.#pass(call, false);
      return result;
    });
  }

  async #pass(call: FakeEngineCall, before: boolean): Promise<void> {
    const gates = this.#gates.get(call) ?? [];
    const index = gates.findIndex(gate => gate.before === before);
    if (index >= 0) {
      await gates.splice(index, 1)[0].enter();
    }
  }

  /** Ends with the caller's signal, the connection or the time limit. */
  async #endInTime<T>(
    call: FakeEngineCall,
    options: EngineCallOptions & { closed?: AbortSignal },
    run: () => Promise<T>,
  ): Promise<T> {
    const { signal, closed, timeoutMs = DEFAULT_TIMEOUTS_MS[call] } = options;
    const end = createDeferred<never>();
    const onAbort = () => end.reject(abortError());
    const onClosed = () => end.reject(closedError(call));
    signal.addEventListener('abort', onAbort, { once: true });
    closed?.addEventListener('abort', onClosed, { once: true });
    if (signal.aborted) {
      onAbort();
    } else if (closed?.aborted) {
      onClosed();
    }
    const cancel = this.#clock?.after(timeoutMs, () =>
      end.reject(
        new ServiceUnavailableError(
          `${call} of the fake engine took longer than ${timeoutMs / 1000} s`,
        ),
      ),
    );
    try {
      // Listed first, so that a call given up before it began ends as such.
      return await Promise.race([end.promise, run()]);
    } finally {
      cancel?.();
      signal.removeEventListener('abort', onAbort);
      closed?.removeEventListener('abort', onClosed);
    }
  }
}

export function closedError(call: string): Error {
  return new ServiceUnavailableError(
    `${call} of the fake engine: the connection was closed`,
  );
}

function abortError(): Error {
  const error = new Error('The call was aborted');
  error.name = 'AbortError';
  return error;
}
