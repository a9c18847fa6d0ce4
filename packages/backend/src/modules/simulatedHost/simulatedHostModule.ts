import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { dockerWatcherHostsExtensionPoint } from 'backstage-plugin-docker-watcher-node';
import { anyEngineAnswers } from './anyEngineAnswers';
import { readSimulatedHostMode } from './readSimulatedHostMode';
import { rememberBeginning } from './rememberBeginning';
import { createShopMachine } from './shop/createShopMachine';
import { ShopScript } from './shop/ShopScript';
import { SimulatedEngine } from './SimulatedEngine';

const TICK_MS = 1_000;
const PROBE_TIMEOUT_MS = 2_000;

/**
 * Adds a pretended host with the example shop on it, so that the demo has
 * something to show where no engine runs. It is marked as simulated and lives:
 * what happens on it follows a script.
 */
export const simulatedHostModule = createBackendModule({
  pluginId: 'docker-watcher',
  moduleId: 'simulated-host',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        hosts: dockerWatcherHostsExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, database, hosts, lifecycle, logger }) {
        const mode = readSimulatedHostMode(config);
        if (
          mode === 'never' ||
          (mode === 'auto' &&
            (await anyEngineAnswers(config, { timeoutMs: PROBE_TIMEOUT_MS })))
        ) {
          return;
        }

        const now = () => Date.now();
        const machine = createShopMachine({
          now,
          began: await rememberBeginning({ database, now: now() }),
        });
        const script = new ShopScript(machine);
        const startedAt = now();
        const timer = setInterval(() => {
          script.advanceTo((now() - startedAt) / 1_000);
          machine.check();
        }, TICK_MS);
        timer.unref();
        lifecycle.addShutdownHook(() => clearInterval(timer));

        hosts.addHost({
          name: 'simulated',
          title: 'Simulated host',
          simulated: true,
          engine: new SimulatedEngine(machine),
        });
        logger.info(
          mode === 'auto'
            ? "No engine of dockerWatcher.hosts answers, so a simulated host is shown; set demo.simulatedHost to 'never' to do without"
            : 'A simulated host is shown, as demo.simulatedHost asks for',
        );
      },
    });
  },
});
