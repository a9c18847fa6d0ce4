/**
 * A failure whose message already says what is missing and how to get it, so it
 * is printed without a stack.
 */
export class CommandProblem extends Error {
  name = 'CommandProblem';
}

/** Prints what went wrong the way a person wants to read it. */
export function printProblem(error) {
  const text =
    error instanceof CommandProblem ? error.message : error?.stack ?? error;
  process.stderr.write(`\n${text}\n`);
}
