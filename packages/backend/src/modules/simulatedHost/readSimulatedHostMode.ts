import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const MODES = ['auto', 'always', 'never'] as const;

/** When the simulated host is shown, from `demo.simulatedHost`. */
export type SimulatedHostMode = (typeof MODES)[number];

export function readSimulatedHostMode(config: Config): SimulatedHostMode {
  const value = config.getOptionalString('demo.simulatedHost') ?? 'auto';
  const mode = MODES.find(candidate => candidate === value);
  if (!mode) {
    throw new InputError(
      `Unknown value '${value}' of demo.simulatedHost; use ${MODES.join(', ')}`,
    );
  }
  return mode;
}
