import { createPrivateKey, X509Certificate } from 'node:crypto';
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
  if (isForeignKey(cert, key)) {
    throw new ServiceUnavailableError(
      `Host '${hostName}' cannot be reached: tls.key is not the key of tls.cert ('${paths.keyFile}' and '${paths.certFile}'). Name two files that were issued together.`,
    );
  }
  return { ca, cert, key };
}

/**
 * A key of another kind than its certificate is taken in silence, and then no
 * certificate is shown. What is no PEM text at all is told of by the connect.
 */
function isForeignKey(cert: Buffer, key: Buffer): boolean {
  try {
    return !new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
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
