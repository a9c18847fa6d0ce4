import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { DockerWatcherConfig } from './DockerWatcherConfig';
import { readAdmins } from './readAdmins';
import { readHostConfigs } from './readHostConfigs';

/**
 * Reads everything under `dockerWatcher` once.
 *
 * @remarks A host that cannot be understood becomes a `misconfigured` entry, so
 * that the others run and the operator sees it in the portal. Only what has no
 * host to be shown at, such as an interval, is thrown.
 * @throws `InputError` naming the path, the value and the cure.
 */
export function readDockerWatcherConfig(config: Config): DockerWatcherConfig {
  const root = config.getOptionalConfig('dockerWatcher');
  return deepFreeze({
    admins: readAdmins(root?.getOptional('admins')),
    readOnly: root?.getOptionalBoolean('readOnly') ?? false,
    hosts: readHostConfigs(root?.getOptional('hosts')),
    reconcileIntervalMs: readInterval(root, 'reconcile.interval', {
      default: { seconds: 30 },
      min: { seconds: 1 },
      max: { hours: 1 },
    }),
    keepRemovedMs: readInterval(root, 'inventory.keepRemoved', {
      default: { days: 30 },
      min: { hours: 1 },
      max: { days: 3650 },
    }),
    eventRetentionMs: {
      info: readRetention(root, 'info', { days: 30 }),
      warn: readRetention(root, 'warn', { days: 30 }),
      error: readRetention(root, 'error', { days: 90 }),
    },
    staleThresholdDays: readStaleThreshold(root),
  });
}

function readRetention(
  root: Config | undefined,
  severity: string,
  byDefault: HumanDuration,
): number {
  return readInterval(root, `eventLog.retention.${severity}`, {
    default: byDefault,
    min: { hours: 1 },
    max: { days: 3650 },
  });
}

function readStaleThreshold(root: Config | undefined): number {
  const value = root?.getOptional('stale.thresholdDays') ?? 7;
  // Substituted from the environment, a number is a text.
  const days =
    typeof value === 'string' && /^\s*\d+\s*$/.test(value)
      ? Number(value)
      : value;
  if (
    typeof days !== 'number' ||
    !Number.isInteger(days) ||
    days < 1 ||
    days > 3650
  ) {
    throw new InputError(
      `dockerWatcher.stale.thresholdDays is ${JSON.stringify(
        value,
      )}. Choose a whole number of days from 1 to 3650, such as 7.`,
    );
  }
  return days;
}

function readInterval(
  root: Config | undefined,
  key: string,
  bounds: { default: HumanDuration; min: HumanDuration; max: HumanDuration },
): number {
  if (!root?.has(key)) {
    return durationToMilliseconds(bounds.default);
  }
  const example = `such as { ${describe(bounds.default)} }`;
  let milliseconds: number;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(root, { key }),
    );
  } catch (error) {
    throw new InputError(
      `dockerWatcher.${key} is ${JSON.stringify(
        root.getOptional(key),
      )}, which is not a duration. Write one ${example}.`,
      error,
    );
  }
  const min = durationToMilliseconds(bounds.min);
  const max = durationToMilliseconds(bounds.max);
  if (!(milliseconds >= min && milliseconds <= max)) {
    throw new InputError(
      `dockerWatcher.${key} is ${JSON.stringify(
        root.getOptional(key),
      )}, which is outside of what is allowed. Choose from { ${describe(
        bounds.min,
      )} } to { ${describe(bounds.max)} }, ${example}.`,
    );
  }
  return milliseconds;
}

function describe(duration: HumanDuration): string {
  return Object.entries(duration)
    .map(([unit, count]) => `${unit}: ${count}`)
    .join(', ');
}

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === 'object' && child !== null) {
      deepFreeze(child);
    }
  }
  return Object.freeze(value);
}
