/** Why a container ended, as far as its exit code tells. */
export type ExitExplanation =
  | { kind: 'success' }
  | { kind: 'outOfMemory' }
  | { kind: 'signal'; signal: string }
  | { kind: 'terminated'; signal: string }
  | { kind: 'engineFailed' }
  | { kind: 'notExecutable' }
  | { kind: 'notFound' }
  | { kind: 'failure' };

const SIGNALS: Record<number, string> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
};
/** Signals people and engines end a process with on purpose. */
const ASKED_TO_END = new Set([1, 2, 15]);

/**
 * Explains an exit code by the conventions of shells (128 + signal) and of
 * `docker run` (125 to 127).
 */
export function explainExitCode(
  exitCode: number,
  oomKilled: boolean = false,
): ExitExplanation {
  if (oomKilled) {
    return { kind: 'outOfMemory' };
  }
  switch (exitCode) {
    case 0:
      return { kind: 'success' };
    case 125:
      return { kind: 'engineFailed' };
    case 126:
      return { kind: 'notExecutable' };
    case 127:
      return { kind: 'notFound' };
    default: {
      const number = exitCode - 128;
      const signal = SIGNALS[number];
      if (!signal) {
        return { kind: 'failure' };
      }
      return ASKED_TO_END.has(number)
        ? { kind: 'terminated', signal }
        : { kind: 'signal', signal };
    }
  }
}
