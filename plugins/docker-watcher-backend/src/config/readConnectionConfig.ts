import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { JsonObject, JsonValue } from '@backstage/types';
import { HostConnectionConfig } from './DockerWatcherConfig';
import { Problem, show } from './Problem';

/** What fits into a socket address on Linux, less the closing zero. */
const LONGEST_SOCKET_PATH = 107;
const EXAMPLES = 'unix:///var/run/docker.sock or tcp://10.0.0.5:2376';

type TcpConnectionConfig = Extract<HostConnectionConfig, { kind: 'tcp' }>;

/**
 * Reads `url` and `tls` of a host's entry.
 *
 * @throws `Problem`
 */
export function readConnectionConfig(
  entry: JsonObject,
  path: string,
): HostConnectionConfig {
  const { url } = entry;
  if (typeof url !== 'string' || !url) {
    throw new Problem(`${path}.url is ${show(url)}. Write ${EXAMPLES}.`);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1].toLowerCase();
  switch (scheme) {
    case 'unix':
      return readUnix(url, entry.tls, path);
    case 'tcp':
      return readTcp(url, entry.tls, path);
    default:
      throw new Problem(
        `${path}.url is ${show(url)}. ${cureForScheme(scheme, url)}`,
      );
  }
}

function cureForScheme(scheme: string | undefined, url: string): string {
  switch (scheme) {
    case 'ssh':
      return 'Hosts are not reached over ssh. Forward the socket with `ssh -L` and use unix://, or let the engine listen on tcp:// with tls.';
    case 'http':
      return 'Write tcp:// instead of http://.';
    case 'https':
      return 'Write tcp:// instead of https://, with tls: { ca, cert, key }.';
    case 'npipe':
      return 'Named pipes are not supported. Let the engine listen on tcp:// with tls.';
    default:
      return url.startsWith('/')
        ? `Write unix://${show(url).slice(1, -1)} for a socket.`
        : `Write ${EXAMPLES}.`;
  }
}

function readUnix(
  url: string,
  tls: JsonValue | undefined,
  path: string,
): HostConnectionConfig {
  const match = /^unix:\/\/(\/[^?#]+)$/i.exec(url);
  if (!match) {
    throw new Problem(
      `${path}.url is ${show(
        url,
      )}. Write the socket's absolute path after unix://, with three slashes in all: unix:///var/run/docker.sock.`,
    );
  }
  const socketPath = match[1];
  if (Buffer.byteLength(socketPath) > LONGEST_SOCKET_PATH) {
    throw new Problem(
      `${path}.url has a socket path of ${Buffer.byteLength(
        socketPath,
      )} bytes. Use one of at most ${LONGEST_SOCKET_PATH}, a symbolic link for instance.`,
    );
  }
  if (tls !== undefined) {
    throw new Problem(
      `${path}.tls is set, but ${path}.url is ${show(
        url,
      )}. Remove tls: a unix socket has none.`,
    );
  }
  return { kind: 'unix', socketPath };
}

function readTcp(
  url: string,
  tlsValue: JsonValue | undefined,
  path: string,
): TcpConnectionConfig {
  const shown = `${path}.url is ${show(url)}.`;
  const match =
    /^tcp:\/\/(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9._-]{0,252}))(?::(\d{1,5}))?\/?$/i.exec(
      url,
    );
  if (!match) {
    throw new Problem(`${shown} ${cureForTcp(url)}`);
  }
  const tls = readTls(tlsValue, path);
  const defaultPort = tls ? 2376 : 2375;
  const port = match[3] === undefined ? defaultPort : Number(match[3]);
  if (port < 1 || port > 65535) {
    throw new Problem(`${shown} Use a port from 1 to 65535.`);
  }
  return {
    kind: 'tcp',
    hostname: match[1].replace(/^\[|\]$/g, ''),
    port,
    ...(tls && { tls }),
  };
}

function cureForTcp(url: string): string {
  if (url.includes('@')) {
    return 'Remove the user name and password: engines know clients by certificate. Use tls: { ca, cert, key }.';
  }
  if (/[?#]/.test(url)) {
    return 'Remove the query and fragment: only a host and a port are used.';
  }
  return /^tcp:\/\/[^/]+\/./i.test(url)
    ? 'Remove the path: only a host and a port are used.'
    : 'Write tcp://<host>:<port>, such as tcp://10.0.0.5:2376; IPv6 addresses in brackets.';
}

function readTls(
  value: JsonValue | undefined,
  path: string,
): TcpConnectionConfig['tls'] {
  if (value === undefined) {
    return undefined;
  }
  const cure = 'Name the PEM files of all three: tls: { ca, cert, key }.';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem(`${path}.tls is ${show(value)}. ${cure}`);
  }
  const unknown = Object.keys(value).find(
    key => !['ca', 'cert', 'key'].includes(key),
  );
  if (unknown !== undefined) {
    throw new Problem(
      `${path}.tls has an unknown key '${unknown.slice(0, 63)}'. ${cure}`,
    );
  }
  return {
    caFile: readPemPath(value.ca, `${path}.tls.ca`),
    certFile: readPemPath(value.cert, `${path}.tls.cert`),
    keyFile: readPemPath(value.key, `${path}.tls.key`),
  };
}

/** Looks whether the file is there; what is in it stays unread. */
function readPemPath(value: JsonValue | undefined, path: string): string {
  if (typeof value !== 'string' || !value) {
    throw new Problem(
      `${path} is ${show(
        value,
      )}. Name the PEM files of all three: tls: { ca, cert, key }.`,
    );
  }
  if (value.includes('-----BEGIN') || /[\r\n]/.test(value)) {
    throw new Problem(
      `${path} holds a PEM text (not shown). Put it into a file that only the backend may read and write the file's path here.`,
    );
  }
  const file = resolve(value);
  let reason: string | undefined;
  try {
    accessSync(file, constants.R_OK);
    reason = statSync(file).isFile() ? undefined : 'is not a file';
  } catch (error) {
    const denied =
      error instanceof Error && 'code' in error && error.code === 'EACCES';
    reason = denied ? 'may not be read by the backend' : 'does not exist';
  }
  if (reason) {
    throw new Problem(
      // Anything else may be a key that was pasted without its first line.
      value.length > 255 || !/^[./]/.test(value)
        ? `${path} (not shown) names a file that ${reason}. Write the path of a PEM file, such as /etc/docker-watcher/key.pem.`
        : `${path} is '${value}', but '${file}' ${reason}. Correct the path, or provide the file and restart.`,
    );
  }
  return file;
}
