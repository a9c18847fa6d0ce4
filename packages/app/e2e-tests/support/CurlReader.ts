import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Follows the event stream as `curl -N` does, and resumes after what it had last. */
export class CurlReader {
  /** Ids of the events that came, in the order they came. */
  readonly ids: string[] = [];
  readonly #url: string;
  readonly #token: () => Promise<string>;
  #curl: ChildProcess | undefined;
  #lastId: string | undefined;

  constructor(options: { url: string; token: () => Promise<string> }) {
    this.#url = options.url;
    this.#token = options.token;
  }

  /** Whether the stream stands; `undefined` of one that was never opened. */
  get isOpen(): boolean {
    return this.#curl !== undefined && this.#curl.exitCode === null;
  }

  async open(): Promise<void> {
    const curl = spawn(
      'curl',
      [
        ...['--silent', '--no-buffer', '--fail', '--header', '@-'],
        ...(this.#lastId === undefined
          ? []
          : ['--header', `Last-Event-ID: ${this.#lastId}`]),
        this.#url,
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    // Not among the arguments, which everybody on the machine can read.
    curl.stdin.end(`Authorization: Bearer ${await this.#token()}\n`);
    this.#curl = curl;
    let text = '';
    curl.stdout.setEncoding('utf8').on('data', chunk => {
      const messages = (text + chunk).split('\n\n');
      text = messages.pop() ?? '';
      messages.forEach(message => this.#take(message));
    });
  }

  async close(): Promise<void> {
    const curl = this.#curl;
    if (curl && curl.exitCode === null && curl.signalCode === null) {
      curl.kill('SIGKILL');
      await once(curl, 'close');
    }
    this.#curl = undefined;
  }

  /** A message that was cut off does not count, nor does its id. */
  #take(message: string): void {
    const fields = Object.fromEntries(
      message.split('\n').map(line => {
        const [name, ...rest] = line.split(':');
        return [name, rest.join(':').trimStart()];
      }),
    );
    if (fields.event === 'gap') {
      throw new Error(`The stream has a gap: ${fields.data}`);
    }
    if (fields.id) {
      this.#lastId = fields.id;
    }
    if (fields.event === 'event') {
      this.ids.push(JSON.parse(fields.data).id);
    }
  }
}
