import { isError } from '@backstage/errors';

/** The code of an error of Node, such as `ECONNREFUSED`, else an empty string. */
export function readErrorCode(error: unknown): string {
  return isError(error) && typeof error.code === 'string' ? error.code : '';
}
