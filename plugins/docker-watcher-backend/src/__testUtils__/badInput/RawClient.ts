import http from 'node:http';

/** A request exactly as it goes over the wire; nothing is encoded or tidied up. */
export interface RawRequest {
  method: string;
  /** With the query, percent signs and all. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface RawAnswer {
  status: number;
  type: string;
  text: string;
}

/** Longer than any answer takes on a busy machine; whoever waits longer hangs. */
const HANGS_AFTER_MS = 20_000;

/** Sends what a well-behaved client would not. */
export class RawClient {
  readonly #port: number;
  readonly #authorization: string;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

  static create(options: { port: number; authorization: string }): RawClient {
    return new RawClient(options);
  }

  private constructor(options: { port: number; authorization: string }) {
    this.#port = options.port;
    this.#authorization = options.authorization;
  }

  /** @returns the answer; of a stream that was opened, its beginning. */
  async send({ method, path, headers, body }: RawRequest): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const request = http.request({
        ...{ method, path, port: this.#port, host: '127.0.0.1' },
        agent: this.#agent,
        headers: {
          authorization: this.#authorization,
          ...(body !== undefined && {
            'content-type': 'application/json',
            'content-length': String(Buffer.byteLength(body)),
          }),
          ...headers,
        },
      });
      const timer = setTimeout(() => {
        request.destroy(new Error(`No answer in ${HANGS_AFTER_MS} ms`));
      }, HANGS_AFTER_MS);
      const end = (answer: RawAnswer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      let status = 0;
      request.on('response', response => {
        status = response.statusCode ?? 0;
        const type = response.headers['content-type'] ?? '';
        if (type.startsWith('text/event-stream')) {
          end({ status, type, text: '' });
          request.destroy();
          return;
        }
        let text = '';
        response.setEncoding('utf8');
        response.on('data', part => {
          text += part;
        });
        response.on('end', () => end({ status, type, text }));
        response.on('error', reject);
      });
      request.on('error', error => {
        clearTimeout(timer);
        reject(error);
      });
      request.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
