import { ContainerPort } from 'backstage-plugin-docker-watcher-common';
import { readInteger, readRecord, readRecords, readString } from './readFields';

type Protocol = ContainerPort['protocol'];

/** The `Ports` of a list: one entry per binding. */
export function parseListedPorts(value: unknown): ContainerPort[] {
  return sortPorts(
    readRecords(value).flatMap(port =>
      toPort({
        protocol: port.Type,
        privatePort: port.PrivatePort,
        publicPort: port.PublicPort,
        ip: port.IP,
      }),
    ),
  );
}

/** The `NetworkSettings.Ports` of an inspection: `80/tcp` to its bindings. */
export function parseInspectedPorts(value: unknown): ContainerPort[] {
  return sortPorts(
    Object.entries(readRecord(value)).flatMap(([key, bindings]) => {
      const [privatePort, protocol = 'tcp'] = key.split('/');
      const bound = readRecords(bindings).flatMap(binding =>
        toPort({
          protocol,
          privatePort,
          publicPort: binding.HostPort,
          ip: binding.HostIp,
        }),
      );
      return bound.length > 0 ? bound : toPort({ protocol, privatePort });
    }),
  );
}

function toPort(port: {
  protocol: unknown;
  privatePort: unknown;
  publicPort?: unknown;
  ip?: unknown;
}): ContainerPort[] {
  const privatePort = readInteger(port.privatePort);
  const publicPort = readInteger(port.publicPort);
  const ip = readString(port.ip);
  if (privatePort === undefined || !isProtocol(port.protocol)) {
    return [];
  }
  return [
    {
      privatePort,
      protocol: port.protocol,
      ...(publicPort ? { publicPort } : {}),
      ...(publicPort && ip ? { ip } : {}),
    },
  ];
}

function isProtocol(value: unknown): value is Protocol {
  return value === 'tcp' || value === 'udp' || value === 'sctp';
}

/** Engines give them in random order, which would look like a change. */
function sortPorts(ports: ContainerPort[]): ContainerPort[] {
  const rank = (port: ContainerPort) =>
    [
      String(port.privatePort).padStart(5, '0'),
      port.protocol,
      String(port.publicPort ?? '').padStart(5, '0'),
      port.ip ?? '',
    ].join(' ');
  return ports.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
