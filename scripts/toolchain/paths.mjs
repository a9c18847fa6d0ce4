import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, wherever the command was called from. */
export const rootDir = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Where Node and Yarn are put when the machine lacks them. Ignored by git. */
export const toolchainDir = path.join(rootDir, '.toolchain');
