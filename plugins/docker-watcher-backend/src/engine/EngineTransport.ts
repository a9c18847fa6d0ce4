import http, { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import https from 'node:https';
import { finished } from 'node:stream/promises';
import { TlsFiles } from './readTlsFiles';

/** Where an engine listens, with the contents of the TLS files. */
export type EngineAddress =
  | { socketPath: string }
  | { hostname: string; port: number; tls?: TlsFiles };

export interface EngineRequest {
  /** `GET` unless told; see {@link isPermittedRequest} for what else there is. */
  method?: 'POST' | 'DELETE';
  /** With the version prefix and the query. */
  path: string;
  signal: AbortSignal;
  /** Uses a socket of its own instead of one that others used before. */
  ownSocket?: boolean;
}

export interface EngineResponse {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Room for a list of more than ten thousand containers. */
const MAX_BODY_BYTES = 128 * 1024 * 1024;
const KEEP_ALIVE_MS = 30_000;
/** Calls at a time; more wait for a socket. */
const MAX_SOCKETS = 16;

/**
 * Speaks HTTP with an engine, to the one address it was made for. Reads pass, and of
 * what changes something the four calls of {@link isPermittedRequest}.
 *
 * @remarks Takes the place of docker-modem below dockerode, which fills what is
 * missing from `DOCKER_*` environment variables, follows redirects to anywhere
 * and never answers when a response breaks off. Here the address and the
 * credentials are those given, a redirect is an answer like any other, and every
 * request ends: with a whole body, with an error, or by its signal.
 */
export class EngineTransport {
  readonly #address: EngineAddress;
  readonly #agent: http.Agent;
  readonly #live = new Set<http.ClientRequest>();
  #closed = false;

  static create(address: EngineAddress): EngineTransport {
    return new EngineTransport(address);
  }

  private constructor(address: EngineAddress) {
    this.#address = address;
    const options = {
      keepAlive: true,
      keepAliveMsecs: KEEP_ALIVE_MS,
      maxSockets: MAX_SOCKETS,
    };
    this.#agent = usesTls(address)
      ? new https.Agent(options)
      : new http.Agent(options);
  }

  /** @returns the response as soon as its headers are there, whatever its status. */
  open(request: EngineRequest): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      if (this.#closed || request.signal.aborted) {
        reject(request.signal.reason ?? connectionClosed());
        return;
      }
      if (!isPermittedRequest(request)) {
        reject(
          new Error(`${request.method} ${request.path} is never asked for`),
        );
        return;
      }
      const call = this.#start(request);
      const onAbort = () => call.destroy(request.signal.reason);
      request.signal.addEventListener('abort', onAbort, { once: true });
      this.#live.add(call);

      let answered = false;
      call.on('response', response => {
        answered = true;
        // Whoever reads the body sees the error; without a reader it is no crash.
        response.on('error', () => {});
        resolve(response);
      });
      call.on('error', (error: NodeJS.ErrnoException) => {
        // The engine closed an idle connection just as we wrote to it.
        const stale =
          call.reusedSocket && /^(ECONNRESET|EPIPE)$/.test(error.code ?? '');
        if (stale && !answered && !this.#closed && !request.signal.aborted) {
          resolve(this.open({ ...request, ownSocket: true }));
        } else {
          reject(error);
        }
      });
      call.on('close', () => {
        this.#live.delete(call);
        request.signal.removeEventListener('abort', onAbort);
        reject(new Error('The connection was closed without an answer'));
      });
      call.end();
    });
  }

  /** @returns the complete response, whatever its status. */
  async read(request: EngineRequest): Promise<EngineResponse> {
    const response = await this.open(request);
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      text: await readBody(response),
    };
  }

  /** Ends calls under way with an error and frees all sockets. */
  close(): void {
    this.#closed = true;
    for (const call of this.#live) {
      call.destroy(connectionClosed());
    }
    this.#agent.destroy();
  }

  #start(request: EngineRequest): http.ClientRequest {
    const options = {
      method: request.method ?? 'GET',
      path: request.path,
      headers: { Accept: 'application/json' },
      // What changes something gets a fresh socket: when one that was used before
      // breaks, nobody knows whether the engine has acted, so it could not be repeated.
      agent:
        request.ownSocket || request.method ? (false as const) : this.#agent,
    };
    const address = this.#address;
    let call: http.ClientRequest;
    if ('socketPath' in address) {
      call = http.request({ ...options, socketPath: address.socketPath });
    } else if (address.tls) {
      call = https.request({
        ...options,
        hostname: address.hostname,
        port: address.port,
        ...address.tls,
        rejectUnauthorized: true,
      });
    } else {
      call = http.request({
        ...options,
        hostname: address.hostname,
        port: address.port,
      });
    }
    call.on('socket', socket => socket.setKeepAlive(true, KEEP_ALIVE_MS));
    return call;
  }
}

/**
 * Whether a request may be sent at all. Everything that changes something stands in
 * this list: starting, stopping and restarting a container, and removing one without
 * force, alone or with its volumes without a name.
 */
export function isPermittedRequest(
  request: Pick<EngineRequest, 'method' | 'path'>,
): boolean {
  const { method, path } = request;
  switch (method) {
    case undefined:
      return true;
    case 'POST':
      return /^\/v\d+\.\d+\/containers\/[0-9a-f]{64}\/(start|(stop|restart)(\?t=\d{1,6})?)$/.test(
        path,
      );
    case 'DELETE':
      return /^\/v\d+\.\d+\/containers\/[0-9a-f]{64}(\?v=1)?$/.test(path);
    default:
      return false;
  }
}

/** Reads to the end. @throws when the body breaks off or has no end. */
export async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Long answers come in hundreds of pieces, for which iterating is slow.
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size > MAX_BODY_BYTES) {
      response.destroy(
        new Error(`The answer is longer than ${MAX_BODY_BYTES} bytes`),
      );
    }
  });
  await finished(response);
  return Buffer.concat(chunks).toString('utf8');
}

function usesTls(address: EngineAddress): boolean {
  return 'tls' in address && address.tls !== undefined;
}

function connectionClosed(): Error {
  return new Error('The connection to the engine was closed by us');
}
