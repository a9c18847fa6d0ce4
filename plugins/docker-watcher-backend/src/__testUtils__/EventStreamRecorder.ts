import http, { IncomingMessage } from 'node:http';

/** A message of a stream as it came over the wire. */
export interface RecordedMessage {
  type: string;
  id: string;
  data: { id?: string };
}

/** Opens a stream of server-sent events, and keeps what comes. */
export class EventStreamRecorder {
  readonly status: number;
  readonly messages: RecordedMessage[] = [];
  readonly #response: IncomingMessage;
  #text = '';
  #wake = () => {};

  /** @returns when it is answered, with an error or with the beginning of a stream. */
  static async open(
    url: string,
    headers: Record<string, string>,
  ): Promise<EventStreamRecorder> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      http.get(url, { headers, agent: false }, resolve).on('error', reject);
    });
    const recorder = new EventStreamRecorder(response);
    await recorder.until(() =>
      recorder.status === 200
        ? recorder.messages.length > 0
        : response.complete,
    );
    return recorder;
  }

  private constructor(response: IncomingMessage) {
    this.status = response.statusCode ?? 0;
    this.#response = response;
    response.setEncoding('utf8');
    response.on('data', text => this.#take(text));
    response.on('end', () => this.#wake());
    // The connection is broken by whoever closes it.
    response.on('error', () => {});
  }

  /** Waits for something to have come, a minute at most. */
  async until(isEnough: () => boolean): Promise<void> {
    const end = Date.now() + 60_000;
    while (!isEnough()) {
      const left = end - Date.now();
      if (left <= 0) {
        throw new Error(
          `The stream brought only ${JSON.stringify(this.messages)}`,
        );
      }
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Of an answer that is no stream. */
  get errorName(): string | undefined {
    return /"name":"(\w+)"/.exec(this.#text)?.[1];
  }

  close(): void {
    this.#response.destroy();
  }

  #take(text: string): void {
    this.#text += text;
    const parts = this.#text.split('\n\n');
    this.#text = parts.pop() ?? '';
    for (const part of parts) {
      const fields = Object.fromEntries(
        part.split('\n').map(line => line.split(/: (.*)/)),
      );
      this.messages.push({
        type: fields.event,
        id: fields.id,
        data: JSON.parse(fields.data ?? '{}'),
      });
    }
    this.#wake();
  }
}
