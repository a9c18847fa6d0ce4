import { ContainerState } from 'backstage-plugin-docker-watcher-common';
import { SimulatedMachine } from '../SimulatedMachine';
import { shopContainers as shop } from './shopContainers';

interface Step {
  /** Seconds after the beginning of the round. */
  at: number;
  run(machine: SimulatedMachine): void;
}

/** Seconds after which everything is as at first, and begins again. */
const ROUND_SECONDS = 300;
const CRASH_EVERY_SECONDS = 20;

/**
 * Does something to a container by name, if it is there and in that state. It may not
 * be, for whoever looks at the demo may stop, start and remove containers meanwhile.
 */
function on(
  { name }: { name: string },
  state: ContainerState,
  act: (machine: SimulatedMachine, id: string) => void,
): Step['run'] {
  return machine => {
    const id = machine.find(name);
    if (id && machine.inspect(id)?.state === state) {
      act(machine, id);
    }
  };
}

const crashes: Step[] = Array.from(
  { length: ROUND_SECONDS / CRASH_EVERY_SECONDS },
  (_, index) => index * CRASH_EVERY_SECONDS,
).flatMap(at => [
  { at: at + 5, run: on(shop.mailer, 'restarting', (m, id) => m.start(id)) },
  {
    at: at + 10,
    run: on(shop.mailer, 'running', (m, id) =>
      m.die(id, { exitCode: 1, restarting: true }),
    ),
  },
]);

const steps: Step[] = [
  ...crashes,
  {
    at: 30,
    run: on(shop.api, 'running', (m, id) => m.setHealth(id, 'unhealthy')),
  },
  {
    at: 75,
    run: on(shop.api, 'running', (m, id) => m.setHealth(id, 'healthy')),
  },
  { at: 60, run: machine => machine.start(machine.create(shop.report)) },
  {
    at: 95,
    run: on(shop.report, 'running', (m, id) => m.die(id, { exitCode: 0 })),
  },
  { at: 170, run: on(shop.report, 'exited', (m, id) => m.remove(id)) },
  { at: 120, run: on(shop.web2, 'running', (m, id) => m.restart(id)) },
  {
    at: 135,
    run: on(shop.web2, 'running', (m, id) => m.setHealth(id, 'healthy')),
  },
  { at: 180, run: on(shop.worker, 'running', (m, id) => m.pause(id)) },
  { at: 205, run: on(shop.worker, 'paused', (m, id) => m.unpause(id)) },
  {
    at: 240,
    run: on(shop.cache, 'running', (m, id) => m.stop(id, { exitCode: 0 })),
  },
  { at: 262, run: on(shop.cache, 'exited', (m, id) => m.start(id)) },
];
const ROUND = steps.sort((a, b) => a.at - b.at);

/** What happens on the shop's machine: the same round of five minutes, for ever. */
export class ShopScript {
  readonly #machine: SimulatedMachine;
  #round = 0;
  #next = 0;

  constructor(machine: SimulatedMachine) {
    this.#machine = machine;
  }

  /** Does what is due by then. */
  advanceTo(seconds: number) {
    // A machine that slept for days does not live through them all.
    const round = Math.floor(seconds / ROUND_SECONDS);
    if (round > this.#round + 1) {
      this.#finishRound();
      this.#round = round;
    }
    for (;;) {
      const step = ROUND[this.#next];
      if (!step) {
        this.#round += 1;
        this.#next = 0;
      } else if (this.#round * ROUND_SECONDS + step.at > seconds) {
        return;
      } else {
        step.run(this.#machine);
        this.#next += 1;
      }
    }
  }

  #finishRound() {
    for (const step of ROUND.slice(this.#next)) {
      step.run(this.#machine);
    }
    this.#next = 0;
  }
}
