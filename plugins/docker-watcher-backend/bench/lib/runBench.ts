import { Report } from './measure';

/** Runs a bench and tells whoever started the process, or the terminal. */
export function runBench(bench: () => Promise<Report>): void {
  bench().then(
    report => {
      if (process.send) {
        process.send(report, () => process.disconnect());
      } else {
        process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
      }
    },
    error => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
}
