import {
  SchedulerServiceTaskScheduleDefinition,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const PATH = 'catalog.providers.dockerWatcher';
/** Kind and namespace may be left out, as in catalog files. */
const REF = /^([a-z0-9]+:)?([a-z0-9-]+\/)?[a-z0-9][a-z0-9_.-]*$/i;
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 2 },
  initialDelay: { seconds: 15 },
};

/** `catalog.providers.dockerWatcher` with defaults filled in. */
export interface ProviderConfig {
  /** Of everything that has no better one. */
  owner?: string;
  namespace: string;
  system?: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
}

/**
 * @returns `undefined` when nothing is to be provided.
 * @throws InputError naming the path, the value and the cure.
 */
export function readProviderConfig(root: Config): ProviderConfig | undefined {
  const config = root.getOptionalConfig(PATH);
  if (!config) {
    return undefined;
  }
  const namespace = config.getOptionalString('namespace') ?? 'default';
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace)) {
    throw new InputError(
      `${PATH}.namespace is '${namespace}'. Use 1 to 63 lower-case letters, digits and dashes.`,
    );
  }
  const owner = readRef(config, 'owner', 'group:default/platform');
  const system = readRef(config, 'system', 'system:default/hosting');
  return {
    namespace,
    ...(owner !== undefined && { owner }),
    ...(system !== undefined && { system }),
    schedule: config.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : DEFAULT_SCHEDULE,
  };
}

function readRef(
  config: Config,
  key: 'owner' | 'system',
  example: string,
): string | undefined {
  const text = config.getOptionalString(key);
  if (text === undefined) {
    return undefined;
  }
  if (!REF.test(text)) {
    throw new InputError(
      `${PATH}.${key} is '${text}'. Write an entity reference such as ${example}.`,
    );
  }
  return text;
}
