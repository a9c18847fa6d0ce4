import { get } from 'node:http';

const ACTIONS = [
  'create',
  'start',
  'die',
  'pause',
  'unpause',
  'rename',
  'destroy',
];

/**
 * What the engine itself says happened: an observer of its own, that reads the event
 * stream without any of the code under test.
 */
export class EngineRecord {
  #socketPath;
  #stopped = false;
  #request;
  #sinceNano;
  #seen = new Set();
  /** `{ id, action, ms, timeNano, name }` in the order of the stream. */
  events = [];

  constructor(socketPath) {
    this.#socketPath = socketPath;
  }

  /** Follows from now on, over restarts of the engine, until `stop`. */
  async start() {
    this.#sinceNano ??= `${Date.now() - 1000}000000`;
    this.#connect();
  }

  stop() {
    this.#stopped = true;
    this.#request?.destroy();
  }

  #connect() {
    if (this.#stopped) {
      return;
    }
    const since = `${this.#sinceNano.slice(0, -9)}.${this.#sinceNano.slice(
      -9,
    )}`;
    const filters = JSON.stringify({ type: ['container'], event: ACTIONS });
    const again = () => setTimeout(() => this.#connect(), 20);
    const request = get(
      {
        socketPath: this.#socketPath,
        path: `/v1.41/events?since=${since}&filters=${encodeURIComponent(
          filters,
        )}`,
      },
      response => {
        let rest = '';
        response.setEncoding('utf8');
        response.on('data', chunk => {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop();
          lines.filter(Boolean).forEach(line => this.#note(line));
        });
        response.on('error', () => undefined);
        response.on('close', again);
      },
    );
    request.on('error', again);
    this.#request = request;
  }

  #note(line) {
    // Longer than a double takes, so it is read before JSON.parse rounds it.
    const timeNano = /"timeNano":(\d+)/.exec(line)[1];
    const { Action: action, Actor } = JSON.parse(line);
    const key = `${timeNano} ${action} ${Actor.ID}`;
    if (this.#seen.has(key)) {
      return;
    }
    this.#seen.add(key);
    this.#sinceNano = timeNano;
    this.events.push({
      id: Actor.ID,
      action,
      timeNano,
      ms: Number(timeNano.slice(0, -6)),
      name: Actor.Attributes.name,
    });
  }
}
