import { ContainerAction } from 'backstage-plugin-docker-watcher-common';
import { EngineChange } from 'backstage-plugin-docker-watcher-node';
import { SimulatedMachine } from './SimulatedMachine';

/** Does what somebody asks of the machine, or says why not, as Docker would. */
export function changeSimulated(
  machine: SimulatedMachine,
  action: ContainerAction,
  id: string,
): EngineChange {
  const container = machine.inspect(id);
  if (!container) {
    return { result: 'gone' };
  }
  const { state } = container;
  const isAlive =
    state === 'running' || state === 'paused' || state === 'restarting';
  switch (action) {
    case 'start':
      if (state === 'paused') {
        return refused('it is paused; unpause it on the host');
      }
      if (state === 'running') {
        return { result: 'unchanged' };
      }
      machine.start(id);
      machine.becomeHealthy(id);
      return { result: 'done' };
    case 'stop':
      if (!isAlive) {
        return { result: 'unchanged' };
      }
      machine.stop(id, { exitCode: 143 });
      return { result: 'done' };
    case 'restart':
      machine.restart(id);
      machine.becomeHealthy(id);
      return { result: 'done' };
    case 'remove':
      if (isAlive) {
        return refused(`it is ${state}; stop it first`);
      }
      machine.remove(id);
      return { result: 'done' };
    default:
      return unknownAction(action);
  }
}

function refused(why: string): EngineChange {
  return { result: 'refused', reason: `The simulated host refused: ${why}` };
}

function unknownAction(action: never): never {
  throw new TypeError(`Unknown action '${action}'`);
}
