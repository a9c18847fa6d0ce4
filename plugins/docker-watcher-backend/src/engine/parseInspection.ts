import {
  CONTAINER_ID_PATTERN,
  ContainerMount,
  ContainerNetwork,
} from 'backstage-plugin-docker-watcher-common';
import { InspectedContainer } from 'backstage-plugin-docker-watcher-node';
import { shortId } from './parseContainer';
import { parseInspectedPorts } from './parsePorts';
import { hasEnded, healthInState, parseHealth, parseState } from './parseState';
import {
  readInteger,
  readRecord,
  readRecords,
  readString,
  readStringMap,
  readStrings,
  readTime,
} from './readFields';

/**
 * The answer of `GET /containers/{id}/json`. Values of environment variables, the
 * command, its arguments and the output of health checks go no further than this.
 *
 * @returns `undefined` when it has no valid id.
 */
export function parseInspection(
  value: unknown,
): InspectedContainer | undefined {
  const raw = readRecord(value);
  const id = readString(raw.Id);
  if (!id || !CONTAINER_ID_PATTERN.test(id)) {
    return undefined;
  }
  const config = readRecord(raw.Config);
  const hostConfig = readRecord(raw.HostConfig);
  const network = readRecord(raw.NetworkSettings);
  const status = readRecord(raw.State);
  const state = parseState(status.Status);
  // Podman 3 calls it Healthcheck.
  const health = readRecord(status.Health ?? status.Healthcheck).Status;
  return {
    id,
    name: readString(raw.Name)?.replace(/^\//, '') ?? shortId(id),
    image: readString(config.Image) ?? '',
    imageId: readString(raw.Image) ?? '',
    state,
    health: healthInState(parseHealth(health) ?? 'none', state),
    createdAt: parseCreated(raw.Created),
    startedAt: readTime(status.StartedAt),
    ...(hasEnded(state)
      ? {
          finishedAt: readTime(status.FinishedAt),
          exitCode: readInteger(status.ExitCode),
          oomKilled: status.OOMKilled === true,
        }
      : {}),
    restartCount: Math.max(0, readInteger(raw.RestartCount) ?? 0),
    restartPolicy: parseRestartPolicy(hostConfig.RestartPolicy),
    ports: parseInspectedPorts(network.Ports),
    mounts: parseMounts(raw.Mounts, hostConfig.Tmpfs),
    networks: parseNetworks(network.Networks),
    labels: readStringMap(config.Labels),
    environmentNames: parseEnvironmentNames(config.Env),
    tty: config.Tty === true,
    logDriver: readString(readRecord(hostConfig.LogConfig).Type),
  };
}

/** In whole seconds, as the list tells it. */
function parseCreated(created: unknown): string {
  const millis = Date.parse(readTime(created) ?? '') || 0;
  return new Date(Math.floor(millis / 1000) * 1000).toISOString();
}

function parseRestartPolicy(value: unknown): string | undefined {
  const policy = readRecord(value);
  if (typeof policy.Name !== 'string') {
    return undefined;
  }
  const retries = readInteger(policy.MaximumRetryCount) ?? 0;
  const name = policy.Name || 'no';
  return retries > 0 ? `${name}:${retries}` : name;
}

/** Docker lists a tmpfs given by `--tmpfs` in the host configuration only. */
function parseMounts(mounts: unknown, tmpfs: unknown): ContainerMount[] {
  const listed = readRecords(mounts).flatMap(mount => {
    const destination = readString(mount.Destination);
    const name = readString(mount.Name);
    const source = readString(mount.Source);
    return destination
      ? [
          {
            type: readString(mount.Type) ?? 'bind',
            ...(name ? { name } : {}),
            ...(source ? { source } : {}),
            destination,
            readOnly: mount.RW === false,
          },
        ]
      : [];
  });
  const taken = new Set(listed.map(mount => mount.destination));
  const temporary = Object.entries(readStringMap(tmpfs))
    .filter(([destination]) => !taken.has(destination))
    .map(([destination, options]) => ({
      type: 'tmpfs',
      destination,
      readOnly: options.split(',').includes('ro'),
    }));
  return [...listed, ...temporary].sort((a, b) =>
    a.destination < b.destination ? -1 : 1,
  );
}

function parseNetworks(value: unknown): ContainerNetwork[] {
  return Object.entries(readRecord(value))
    .map(([name, settings]) => {
      const { IPAddress, Aliases } = readRecord(settings);
      const ipAddress = readString(IPAddress);
      return {
        name,
        ...(ipAddress ? { ipAddress } : {}),
        aliases: readStrings(Aliases),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** An entry without `=` is left out: nobody can say that it is a name. */
function parseEnvironmentNames(value: unknown): string[] {
  const names = readStrings(value).flatMap(entry => {
    const end = entry.indexOf('=');
    return end > 0 ? [entry.slice(0, end)] : [];
  });
  return [...new Set(names)];
}
