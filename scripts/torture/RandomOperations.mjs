import { callEngine } from './callEngine.mjs';

const LIMIT = 100;

/** Does to containers what people and programs do, at random, and asks the engine only. */
export class RandomOperations {
  #socketPath;
  #image;
  #random;
  #ids = [];
  #count = 0;
  #running;
  #stopped = false;

  constructor({ socketPath, image, random }) {
    this.#socketPath = socketPath;
    this.#image = image;
    this.#random = random;
  }

  get count() {
    return this.#count;
  }

  /** @param pauseMs - between two operations of one of `workers` */
  start({ workers, pauseMs }) {
    this.#running = Promise.all(
      Array.from({ length: workers }, async () => {
        while (!this.#stopped) {
          await this.#operate().catch(() => undefined);
          await sleep(pauseMs * (0.5 + this.#random()));
        }
      }),
    );
  }

  async stop() {
    this.#stopped = true;
    await this.#running;
  }

  async #operate() {
    const chance = this.#random();
    if (this.#ids.length < 5 || (chance < 0.12 && this.#ids.length < LIMIT)) {
      await this.#create();
      return;
    }
    const index = Math.floor(this.#random() * this.#ids.length);
    const id = this.#ids[index];
    if (chance < 0.2) {
      this.#ids.splice(index, 1);
      await this.#call('DELETE', `/containers/${id}?force=1`);
      return;
    }
    const operations = [
      'start',
      'start',
      'stop?t=0',
      'kill',
      'restart?t=0',
      'pause',
      'unpause',
      'unpause',
      `rename?name=r${this.#count}`,
    ];
    const what = operations[Math.floor(this.#random() * operations.length)];
    await this.#call('POST', `/containers/${id}/${what}`);
  }

  async #create() {
    const chance = this.#random();
    const body = {
      Image: this.#image,
      Cmd: ['/bin/sleep', '100000'],
      Labels: { 'docker-watcher.test': 'torture' },
    };
    if (chance < 0.15) {
      body.Cmd = ['/bin/sh', '-c', 'sleep 0.3; exit 3'];
    } else if (chance < 0.2) {
      body.Cmd = ['/bin/sh', '-c', 'sleep 1; exit 1'];
      body.HostConfig = { RestartPolicy: { Name: 'always' } };
    }
    const { body: created } = await this.#call(
      'POST',
      `/containers/create?name=t${this.#count}`,
      body,
    );
    if (created?.Id) {
      this.#ids.push(created.Id);
      await this.#call('POST', `/containers/${created.Id}/start`);
    }
  }

  async #call(method, path, body) {
    this.#count += 1;
    return callEngine({ socketPath: this.#socketPath, method, path, body });
  }
}

function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
