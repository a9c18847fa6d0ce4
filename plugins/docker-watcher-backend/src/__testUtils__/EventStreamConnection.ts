import http from 'node:http';
import { EventStreamMessage } from 'backstage-plugin-docker-watcher-common';

/** What curl would do: a request, and what comes of it as it comes. */
export class EventStreamConnection {
  readonly messages: EventStreamMessage[] = [];
  /** As sent, without what was cut off. */
  text = '';
  status: number | undefined;
  headers: http.IncomingHttpHeaders = {};
  isClosed = false;
  readonly #request: http.ClientRequest;
  #response: http.IncomingMessage | undefined;
  #rest = '';

  static open(options: {
    port: number;
    path?: string;
    method?: string;
    headers?: http.OutgoingHttpHeaders;
  }): EventStreamConnection {
    return new EventStreamConnection(options);
  }

  private constructor(
    options: Parameters<typeof EventStreamConnection.open>[0],
  ) {
    const { port, path = '', method = 'GET', headers } = options;
    this.#request = http.request({
      ...{ port, method, headers, agent: false },
      path: `/api/docker-watcher/event-stream${path}`,
    });
    const close = () => {
      this.isClosed = true;
    };
    this.#request.on('error', close).on('close', close);
    this.#request.on('response', response => {
      this.#response = response;
      this.status = response.statusCode;
      this.headers = response.headers;
      response.setEncoding('utf8');
      response.on('data', chunk => this.#take(chunk)).on('error', close);
    });
    this.#request.end();
  }

  /** The place to go on after. */
  get lastId(): string | undefined {
    return this.messages[this.messages.length - 1]?.id;
  }

  get ids(): string[] {
    return this.messages.flatMap(({ type, id }) =>
      type === 'event' ? [id] : [],
    );
  }

  get last(): EventStreamMessage | undefined {
    return this.messages[this.messages.length - 1];
  }

  /** Reads no more, and says nothing of it. */
  pause(): void {
    this.#response?.pause();
  }

  close(): void {
    this.#request.destroy();
  }

  #take(chunk: string): void {
    const parts = (this.#rest + chunk).split('\n\n');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) {
      this.text += `${part}\n\n`;
      const fields = new Map(
        part.split('\n').map(line => {
          const [, name, value] = /^(\w+): (.*)$/s.exec(line) ?? [];
          return [name, value];
        }),
      );
      const type = fields.get('event');
      const data = JSON.parse(fields.get('data') ?? '');
      this.messages.push({
        ...(type === 'event' ? { event: data } : data),
        type,
        id: fields.get('id'),
      });
    }
  }
}
