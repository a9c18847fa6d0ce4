import { ContainerPort } from 'backstage-plugin-docker-watcher-common';
import { isSameJson } from '../lib/isSameJson';

/** In an order that is always the same, by number first. */
export function sortPorts(ports: readonly ContainerPort[]): ContainerPort[] {
  return [...ports].sort(comparePorts);
}

/** Whether they are the same but for the order, which most engines keep anyway. */
export function isSamePorts(
  sorted: readonly ContainerPort[],
  others: readonly ContainerPort[],
): boolean {
  return (
    sorted.length === others.length &&
    (isSameJson(sorted, others) || isSameJson(sorted, sortPorts(others)))
  );
}

function comparePorts(a: ContainerPort, b: ContainerPort): number {
  return (
    a.privatePort - b.privatePort ||
    compareTexts(a.protocol, b.protocol) ||
    (a.publicPort ?? 0) - (b.publicPort ?? 0) ||
    compareTexts(a.ip ?? '', b.ip ?? '')
  );
}

function compareTexts(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
