import { readFile } from 'node:fs/promises';
import { ServiceUnavailableError } from '@backstage/errors';
import { readErrorCode } from './readErrorCode';

/** Contents of the PEM files of a connection with mutual TLS. */
export interface TlsFiles {
  ca: Buffer;
  cert: Buffer;
  key: Buffer;
}

/**
 * Reads the files anew, so that renewed certificates count from the next connect
 * on.
 */
export async function readTlsFiles(
  hostName: string,
  paths: { caFile: string; certFile: string; keyFile: string },
): Promise<TlsFiles> {
  const read = async (option: string, path: string) => {
    try {
      return await readFile(path);
    } catch (error) {
      throw new ServiceUnavailableError(
        `Cannot read the TLS file '${path}' (tls.${option}) of host '${hostName}': ${explain(
          error,
        )}`,
      );
    }
  };
  const [ca, cert, key] = await Promise.all([
    read('ca', paths.caFile),
    read('cert', paths.certFile),
    read('key', paths.keyFile),
  ]);
  return { ca, cert, key };
}

function explain(error: unknown): string {
  const code = readErrorCode(error);
  switch (code) {
    case 'ENOENT':
      return 'there is no such file. Put it there or correct the path.';
    case 'EACCES':
      return "permission denied. Let the backend's user read it.";
    case 'EISDIR':
      return 'it is a directory. Name the PEM file inside it.';
    default:
      return `${code || 'unknown error'}. Make it a readable PEM file.`;
  }
}
