import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  CONTAINER_ID_PATTERN,
  ContainerAction,
} from 'backstage-plugin-docker-watcher-common';
import {
  ContainerEngine,
  EngineCallOptions,
  EngineChange,
  EngineConnection,
} from 'backstage-plugin-docker-watcher-node';
import { changeSimulated } from './changeSimulated';
import { SimulatedMachine } from './SimulatedMachine';

/** The engine of a simulated machine. It always answers. */
export class SimulatedEngine implements ContainerEngine {
  readonly #machine: SimulatedMachine;

  constructor(machine: SimulatedMachine) {
    this.#machine = machine;
  }

  async connect(options: EngineCallOptions): Promise<EngineConnection> {
    options.signal.throwIfAborted();
    const machine = this.#machine;
    const closed = new AbortController();
    const connectedAt = machine.now();

    async function answer<T>(
      { signal }: { signal: AbortSignal },
      compute: () => T,
    ): Promise<T> {
      signal.throwIfAborted();
      closed.signal.throwIfAborted();
      return compute();
    }

    const change = (
      action: ContainerAction,
      id: string,
      call: EngineCallOptions,
    ) =>
      answer(call, (): EngineChange => {
        requireId(id);
        return changeSimulated(machine, action, id);
      });

    return {
      info: {
        engineId: 'simulated',
        product: 'simulated',
        version: '1.0.0',
        apiVersion: '1.47',
        os: 'linux',
        architecture: 'amd64',
        systemTime: new Date(connectedAt).toISOString(),
      },
      ping: call => answer(call, () => undefined),
      listContainers: call => answer(call, () => machine.list()),
      inspectContainer: (id, call) =>
        answer(call, () => {
          requireId(id);
          return machine.inspect(id);
        }),
      startContainer: (id, call) => change('start', id, call),
      stopContainer: (id, call) => change('stop', id, call),
      restartContainer: (id, call) => change('restart', id, call),
      removeContainer: (id, call) => change('remove', id, call),
      measureDiskUsage: call => answer(call, () => machine.measure()),
      followEvents: call =>
        answer(call, () =>
          machine.events.follow({
            signal: call.signal,
            since: call.since ?? String(BigInt(connectedAt) * 1_000_000n),
            broken: closed.signal,
          }),
        ),
      close: () =>
        closed.abort(
          new ServiceUnavailableError(
            'The connection to the simulated host was closed; connect again',
          ),
        ),
    };
  }
}

function requireId(id: string): void {
  if (!CONTAINER_ID_PATTERN.test(id)) {
    throw new InputError(
      `'${id}' is no container id; use its 64 hexadecimal digits`,
    );
  }
}
