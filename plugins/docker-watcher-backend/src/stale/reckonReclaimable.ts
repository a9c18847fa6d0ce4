import { Reclaimable } from 'backstage-plugin-docker-watcher-common';
import { EngineDiskUsage } from 'backstage-plugin-docker-watcher-node';

/** What a container uses, as the inventory knows it. */
export interface UsingContainer {
  id: string;
  imageId: string;
  /** Names of the volumes it mounts. */
  volumes: readonly string[];
}

/**
 * What the removal of each container would free. What another container uses as well
 * is not freed, so it does not count.
 *
 * @returns by the container's id; without those that the engine did not measure.
 */
export function reckonReclaimable(
  containers: readonly UsingContainer[],
  usage: EngineDiskUsage,
): Map<string, Omit<Reclaimable, 'measuredAt'>> {
  const written = new Map(
    usage.containers.map(one => [one.id, one.writableBytes]),
  );
  const volumes = new Map(usage.volumes.map(one => [one.name, one]));
  const images = new Map(usage.images.map(one => [one.id, one]));
  const usersOfVolume = countUsers(containers.map(one => one.volumes));
  const usersOfImage = countUsers(containers.map(one => [one.imageId]));

  const sizes = new Map<string, Omit<Reclaimable, 'measuredAt'>>();
  for (const { id, imageId, volumes: mounted } of containers) {
    const containerBytes = written.get(id);
    if (containerBytes === undefined) {
      continue;
    }
    const own = [...new Set(mounted)].flatMap(name => {
      const volume = volumes.get(name);
      const users = Math.max(volume?.users ?? 1, usersOfVolume.get(name) ?? 1);
      return volume?.anonymous && users <= 1 ? [volume] : [];
    });
    const image = images.get(imageId);
    const isOnlyUser =
      Math.max(image?.users ?? 1, usersOfImage.get(imageId) ?? 1) <= 1;
    sizes.set(id, {
      containerBytes,
      anonymousVolumes: own.length,
      volumeBytes: own.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
      imageBytes:
        isOnlyUser && image?.bytes !== undefined
          ? Math.max(0, image.bytes - (image.sharedBytes ?? 0))
          : 0,
    });
  }
  return sizes;
}

function countUsers(uses: readonly (readonly string[])[]): Map<string, number> {
  const users = new Map<string, number>();
  for (const used of uses) {
    for (const one of new Set(used)) {
      users.set(one, (users.get(one) ?? 0) + 1);
    }
  }
  return users;
}
