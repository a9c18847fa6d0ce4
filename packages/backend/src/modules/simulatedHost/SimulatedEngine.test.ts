import {
  describeContainerEngine,
  DrivenContainer,
  EngineDrive,
} from 'backstage-plugin-docker-watcher-node/testUtils';
import { SimulatedEngine } from './SimulatedEngine';
import { SimulatedMachine } from './SimulatedMachine';

/** Acts on the machine as its users would. */
function driveMachine(machine: SimulatedMachine): EngineDrive {
  const wishes = new Map<string, DrivenContainer>();
  return {
    async create(wish = {}) {
      const id = machine.create({
        name: wish.name ?? `driven-${wishes.size}`,
        image: 'driven:1',
        ports: [],
        labels: wish.labels ?? {},
        mounts: [],
        networks: [],
        environmentNames: Object.keys(wish.environment ?? {}),
        healthcheck: wish.health !== undefined,
      });
      wishes.set(id, wish);
      return id;
    },
    async start(id) {
      const { health, exitCode } = wishes.get(id) ?? {};
      machine.start(id);
      if (health) {
        machine.setHealth(id, health);
      }
      if (exitCode !== undefined) {
        machine.die(id, { exitCode });
      }
    },
    stop: async id => machine.stop(id, { exitCode: 143 }),
    pause: async id => machine.pause(id),
    unpause: async id => machine.unpause(id),
    rename: async (id, name) => machine.rename(id, name),
    remove: async id => machine.remove(id),
    async exec() {},
    async dispose() {},
  };
}

describeContainerEngine('SimulatedEngine', {
  setup: async () => {
    const machine = new SimulatedMachine({ now: Date.now });
    return {
      engine: new SimulatedEngine(machine),
      drive: driveMachine(machine),
    };
  },
});
