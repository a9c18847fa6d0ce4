import { ContainerHealth, ContainerState } from './Container';
import { HostState } from './Host';

/**
 * Counts over everything the reader may see.
 * @public
 */
export interface Summary {
  hosts: { total: number; byState: Record<HostState, number> };
  containers: {
    /** Present and unknown ones; removed containers are not counted. */
    total: number;
    /** How many of `total` are on hosts that cannot be asked right now. */
    unknown: number;
    byState: Record<ContainerState, number>;
    byHealth: Record<ContainerHealth, number>;
  };
  stale: {
    /** Snoozed ones are not counted. */
    total: number;
    snoozed: number;
    /** What the removal of `total` frees, as far as measured; images not counted. */
    reclaimableBytes: number;
    /** How many of `total` are not measured. */
    unmeasured: number;
  };
}
