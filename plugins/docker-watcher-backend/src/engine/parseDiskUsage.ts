import { EngineDiskUsage } from 'backstage-plugin-docker-watcher-node';
import { CONTAINER_ID_PATTERN } from 'backstage-plugin-docker-watcher-common';
import {
  readInteger,
  readRecord,
  readRecords,
  readString,
  readStringMap,
} from './readFields';

const ANONYMOUS_NAME = /^[0-9a-f]{64}$/;
const ANONYMOUS_LABEL = 'com.docker.volume.anonymous';

/**
 * The answer of `GET /system/df`. API 1.52 moved the lists into objects of their own
 * kind and gives them as before only on request, so both shapes are read.
 */
export function parseDiskUsage(value: unknown): EngineDiskUsage {
  const raw = readRecord(value);
  return {
    containers: items(raw, 'Containers', 'ContainerUsage').flatMap(one => {
      const id = readString(one.Id);
      return id && CONTAINER_ID_PATTERN.test(id)
        ? [withoutUnknown({ id, writableBytes: readSize(one.SizeRw) ?? 0 })]
        : [];
    }),
    volumes: items(raw, 'Volumes', 'VolumeUsage').flatMap(one => {
      const name = readString(one.Name);
      const usage = readRecord(one.UsageData);
      return name
        ? [
            withoutUnknown({
              name,
              anonymous:
                ANONYMOUS_NAME.test(name) ||
                readStringMap(one.Labels)[ANONYMOUS_LABEL] !== undefined,
              bytes: readSize(usage.Size),
              users: readSize(usage.RefCount),
            }),
          ]
        : [];
    }),
    images: items(raw, 'Images', 'ImageUsage').flatMap(one => {
      const id = readString(one.Id);
      return id
        ? [
            withoutUnknown({
              id,
              bytes: readSize(one.Size),
              sharedBytes: readSize(one.SharedSize),
              users: readSize(one.Containers),
            }),
          ]
        : [];
    }),
  };
}

function items(
  raw: Record<string, unknown>,
  list: string,
  usage: string,
): Record<string, unknown>[] {
  const before = readRecords(raw[list]);
  return before.length > 0 ? before : readRecords(readRecord(raw[usage]).Items);
}

/** -1 stands for what was not measured. */
function readSize(value: unknown): number | undefined {
  const size = readInteger(value);
  return size !== undefined && size >= 0 ? size : undefined;
}

function withoutUnknown<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}
