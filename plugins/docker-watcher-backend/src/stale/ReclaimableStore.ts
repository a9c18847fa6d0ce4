import { Reclaimable } from 'backstage-plugin-docker-watcher-common';

/** Keeps what the removal of containers would free. */
export interface ReclaimableStore {
  /** Hosts with stale containers, snoozed ones included, and when they were last measured. */
  listHosts(): Promise<
    { host: string; measuredAt?: number; unmeasured: number }[]
  >;

  /** Of one host, everything that is needed to say what each container alone uses. */
  listMounts(host: string): Promise<
    {
      id: string;
      imageId: string;
      /** Names of the volumes it mounts. */
      volumes: string[];
    }[]
  >;

  /** Replaces what is known of the host. */
  save(
    host: string,
    sizes: ReadonlyMap<string, Omit<Reclaimable, 'measuredAt'>>,
    options: { measuredAt: number },
  ): Promise<void>;
}
