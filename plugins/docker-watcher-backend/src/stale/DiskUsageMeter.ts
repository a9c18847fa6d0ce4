import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import { ContainerEngine } from 'backstage-plugin-docker-watcher-node';
import { Clock } from '../lib/Clock';
import { Lease, LeaseStore } from '../lib/Lease';
import { reckonReclaimable } from './reckonReclaimable';
import { ReclaimableStore } from './ReclaimableStore';

/** Engines read through whole file systems for it. */
const INTERVAL_MS = 3_600_000;
/** When there are stale containers that were not measured yet. */
const HASTE_MS = 600_000;
const CONNECT_LIMIT_MS = 10_000;
const MEASURE_LIMIT_MS = 120_000;

/**
 * Asks hosts that have stale containers how much disk everything takes, and keeps what
 * the removal of each container would free.
 *
 * @remarks One host at a time, of all replicas; each once an hour, or after ten minutes
 * when new stale containers want to be measured. No reader ever waits for it. A host
 * that cannot tell is asked once per process.
 */
export class DiskUsageMeter {
  readonly #options: Parameters<typeof DiskUsageMeter.create>[0];
  readonly #lease: Lease;
  readonly #unable = new Set<string>();
  /** When a host was last asked, whatever came of it, by the monotonic clock. */
  readonly #asked = new Map<string, number>();

  static create(options: {
    hosts: ReadonlyMap<string, { readonly engine?: ContainerEngine }>;
    store: ReclaimableStore;
    leases: LeaseStore;
    /** Unique per process. */
    holder: string;
    clock: Clock;
    logger: LoggerService;
    /** Something was written. */
    onChanged: () => void;
  }): DiskUsageMeter {
    return new DiskUsageMeter(options);
  }

  private constructor(options: Parameters<typeof DiskUsageMeter.create>[0]) {
    this.#options = options;
    const { leases: store, clock, holder } = options;
    this.#lease = Lease.create({ store, clock, name: 'disk-usage', holder });
  }

  /** Measures the hosts that are due, unless another replica is at it. */
  async measure(signal: AbortSignal): Promise<void> {
    const held = await this.#lease.tryAcquire();
    if (!held) {
      return;
    }
    await this.#lease.keep(held, signal, async inner => {
      const hosts = await this.#options.store.listHosts();
      for (const host of hosts.filter(one => this.#isDue(one))) {
        if (!inner.aborted) {
          await this.#tryHost(host.host, inner);
        }
      }
    });
  }

  #isDue(host: {
    host: string;
    measuredAt?: number;
    unmeasured: number;
  }): boolean {
    const { clock, hosts } = this.#options;
    if (this.#unable.has(host.host) || !hosts.get(host.host)?.engine) {
      return false;
    }
    const askedAt = this.#asked.get(host.host);
    const sinceAsked =
      askedAt === undefined ? Infinity : clock.monotonic() - askedAt;
    const sinceMeasured =
      host.measuredAt === undefined ? Infinity : clock.now() - host.measuredAt;
    const interval = host.unmeasured > 0 ? HASTE_MS : INTERVAL_MS;
    return Math.min(sinceAsked, sinceMeasured) >= interval;
  }

  async #tryHost(host: string, signal: AbortSignal): Promise<void> {
    const { clock, logger, onChanged } = this.#options;
    this.#asked.set(host, clock.monotonic());
    try {
      await this.#measureHost(host, signal);
      onChanged();
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (isError(error) && error.name === 'NotImplementedError') {
        this.#unable.add(host);
        logger.info(`Sizes are not shown. ${error.message}`);
      } else if (!(isError(error) && error.name === 'ConflictError')) {
        logger.warn(
          `Could not measure the disk usage of host '${host}', trying again later: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  async #measureHost(host: string, signal: AbortSignal): Promise<void> {
    const { hosts, store, clock } = this.#options;
    const connection = await hosts
      .get(host)!
      .engine!.connect({ signal, timeoutMs: CONNECT_LIMIT_MS });
    try {
      const usage = await connection.measureDiskUsage({
        signal,
        timeoutMs: MEASURE_LIMIT_MS,
      });
      const containers = await store.listMounts(host);
      await store.save(host, reckonReclaimable(containers, usage), {
        measuredAt: clock.now(),
      });
    } finally {
      connection.close();
    }
  }
}
