import {
  LABEL_STALE_THRESHOLD_DAYS,
  ANNOTATION_STALE_THRESHOLD_DAYS,
  StaleThresholdSource,
} from 'backstage-plugin-docker-watcher-common';
import { StaleCandidate } from './StaleStore';

/** Where thresholds come from that are not the container's own or its entity's. */
export interface ThresholdDefaults {
  settingsDays: number;
  /** By the name of the host. */
  hostDays: ReadonlyMap<string, number>;
}

/** After how many days a container is stale, and who says so. */
export interface ResolvedThreshold {
  days: number;
  from: Exclude<StaleThresholdSource, 'rule'>;
  /** For people: where it comes from, and what was passed over on the way. */
  reasons: string[];
}

const LARGEST_DAYS = 3650;
const LONGEST_SHOWN = 40;

/** The container's label, else its entity's annotation, else its host, else the settings. */
export function resolveThreshold(
  { container, entityThreshold }: StaleCandidate,
  { settingsDays, hostDays }: ThresholdDefaults,
): ResolvedThreshold {
  const passedOver: string[] = [];
  const read = (text: string, where: string): number | undefined => {
    const days = parseThresholdDays(text);
    if (days === undefined) {
      const shown =
        text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
      passedOver.push(
        `${where} is '${shown}' and does not count, because it is no whole number from 1 to ${LARGEST_DAYS}`,
      );
    }
    return days;
  };
  const found = (
    days: number,
    from: ResolvedThreshold['from'],
    where: string,
  ): ResolvedThreshold => ({
    days,
    from,
    reasons: [
      `threshold ${days} ${days === 1 ? 'day' : 'days'} from ${where}`,
      ...passedOver,
    ],
  });

  const label = container.labels[LABEL_STALE_THRESHOLD_DAYS];
  if (label !== undefined) {
    const where = `its label ${LABEL_STALE_THRESHOLD_DAYS}`;
    const days = read(label, where);
    if (days !== undefined) {
      return found(days, 'label', where);
    }
  }
  if (entityThreshold) {
    const where = `the annotation ${ANNOTATION_STALE_THRESHOLD_DAYS} on ${entityThreshold.entityRef}`;
    const days = read(entityThreshold.value, where);
    if (days !== undefined) {
      return found(days, 'annotation', where);
    }
  }
  const ofHost = hostDays.get(container.host);
  return ofHost === undefined
    ? found(settingsDays, 'settings', 'the settings')
    : found(ofHost, 'host', `host ${container.host}`);
}

/** @returns `undefined` unless it is a whole number from 1 to 3650. */
export function parseThresholdDays(text: string): number | undefined {
  const days = /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= LARGEST_DAYS ? days : undefined;
}
