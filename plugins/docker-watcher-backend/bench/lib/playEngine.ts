import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PlayedEngineOrder } from './playedEngine';

/** Starts an engine that answers what it is given. */
export async function playEngine(answers: Record<string, string>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dw-bench-'));
  const socketPath = path.join(folder, 'd.sock');
  const child = fork(path.join(__dirname, 'playedEngine.ts'));
  const send = async (order: PlayedEngineOrder) => {
    const done = new Promise<void>(resolve => {
      // What compiles the TypeScript sends messages, too.
      const onMessage = (message: unknown) => {
        if (message === `${order.order} done`) {
          child.off('message', onMessage);
          resolve();
        }
      };
      child.on('message', onMessage);
    });
    child.send(order);
    await done;
  };
  await send({ order: 'listen', socketPath, answers });
  return {
    socketPath,
    /** What it will tell of, so that giving it costs nothing then. */
    prepare: (lines: string[]) => send({ order: 'prepare', lines }),
    /** Resolves when all of it was taken. */
    tell: () => send({ order: 'tell' }),
    stop: async () => {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}
