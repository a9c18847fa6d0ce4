import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** Folders that hold system commands but are missing from many a PATH. */
const SYSTEM_DIRS = [
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
];

/** The full path of a command, or undefined. */
export function findCommand(name, searchPath = process.env.PATH ?? '') {
  for (const dir of [...searchPath.split(path.delimiter), ...SYSTEM_DIRS]) {
    const candidate = path.join(dir, name);
    try {
      accessSync(candidate, constants.X_OK);
      if (dir && statSync(candidate).isFile()) {
        return candidate;
      }
    } catch {
      // Not here.
    }
  }
  return undefined;
}
