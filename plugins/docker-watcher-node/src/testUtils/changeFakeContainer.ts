import { EngineChange, InspectedContainer } from '../ContainerEngine';
import { FakeEngineCall } from './FakeCallScript';
import type { FakeContainerEngine } from './FakeContainerEngine';

/** The calls that change a container. */
export type FakeEngineChangeCall = Extract<
  FakeEngineCall,
  'startContainer' | 'stopContainer' | 'restartContainer' | 'removeContainer'
>;

/** Does what an engine would do when asked, with its events. */
export async function changeFakeContainer(
  container: InspectedContainer | undefined,
  call: FakeEngineChangeCall,
  engine: Pick<FakeContainerEngine, 'drive' | 'emit'>,
): Promise<EngineChange> {
  const { drive } = engine;
  if (!container || container.state === 'removing') {
    return { result: 'gone' };
  }
  const { id, state } = container;
  const isAlive =
    state === 'running' || state === 'paused' || state === 'restarting';
  switch (call) {
    case 'startContainer':
      if (state === 'paused') {
        return {
          result: 'refused',
          reason: 'The fake engine cannot start a paused container; unpause it',
        };
      }
      if (isAlive) {
        return { result: 'unchanged' };
      }
      await drive.start(id);
      return { result: 'done' };
    case 'stopContainer':
      if (!isAlive) {
        return { result: 'unchanged' };
      }
      await drive.stop(id);
      return { result: 'done' };
    case 'restartContainer':
      if (isAlive) {
        await drive.stop(id);
      }
      await drive.start(id);
      engine.emit({ action: 'restart', containerId: id });
      return { result: 'done' };
    case 'removeContainer':
      if (isAlive) {
        return {
          result: 'refused',
          reason: `The fake engine removes no container that is ${state}; stop it first`,
        };
      }
      await drive.remove(id);
      return { result: 'done' };
    default:
      return unknownCall(call);
  }
}

function unknownCall(call: never): never {
  throw new TypeError(`Unknown call '${call}'`);
}
