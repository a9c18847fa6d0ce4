import {
  Reclaimable,
  Snooze,
  StaleThresholdSource,
  Staleness,
} from 'backstage-plugin-docker-watcher-common';
import { StoredStaleness } from '../../stale/StaleStore';
import { SizeRow, SnoozeRow, StaleRow } from '../tables';

export function toStoredStaleness(row: StaleRow): StoredStaleness {
  return {
    since: Number(row.since),
    thresholdDays: row.threshold_days,
    // Written by our own store from these very types.
    thresholdFrom: row.threshold_from as StaleThresholdSource,
    reasons: JSON.parse(row.reasons),
    ...(row.snoozed_until !== null && {
      snoozedUntil: Number(row.snoozed_until),
    }),
  };
}

export function toStaleness(row: StaleRow): Staleness {
  const { since, snoozedUntil, ...rest } = toStoredStaleness(row);
  return {
    ...rest,
    since: new Date(since).toISOString(),
    ...(snoozedUntil !== undefined && {
      snoozedUntil: new Date(snoozedUntil).toISOString(),
    }),
  };
}

export function toSnooze(row: SnoozeRow): Snooze {
  return {
    host: row.host,
    workload: row.workload,
    until: new Date(Number(row.until)).toISOString(),
    ...(row.note !== null && { note: row.note }),
    by: row.by,
    at: new Date(Number(row.at)).toISOString(),
  };
}

export function toReclaimable(row: SizeRow): Reclaimable {
  return {
    containerBytes: Number(row.container_bytes),
    anonymousVolumes: row.anonymous_volumes,
    volumeBytes: Number(row.volume_bytes),
    imageBytes: Number(row.image_bytes),
    measuredAt: new Date(Number(row.measured_at)).toISOString(),
  };
}
