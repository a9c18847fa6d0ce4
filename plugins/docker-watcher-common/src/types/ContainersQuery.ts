import {
  ContainerHealth,
  ContainerPresence,
  ContainerState,
} from './Container';

/**
 * What a list of containers can be ordered by.
 * @public
 */
export type ContainerOrderField =
  | 'name'
  | 'host'
  | 'state'
  | 'health'
  | 'image'
  | 'project'
  | 'createdAt';

/**
 * Filters, order and place of a list of containers. Several values of one filter
 * mean any of them; several filters mean all of them. An empty list or text is the
 * same as leaving the filter out.
 * @public
 */
export interface ContainersQuery {
  host?: string[];
  state?: ContainerState[];
  health?: ContainerHealth[];
  /** Default `present` and `unknown`. */
  presence?: ContainerPresence[];
  entityRef?: string[];
  /** Only what the asking user owns, or claims by an entity that the user owns. */
  ownedByMe?: boolean;
  /** Whether any entity claims it, by label or annotation. */
  claimed?: boolean;
  /** Whether it is stale; snoozed ones are not. */
  stale?: boolean;
  /** Compose project. */
  project?: string[];
  workload?: string[];
  /** `key` or `key=value`; a container must carry all of them. */
  label?: string[];
  /** Image reference, exactly. */
  image?: string[];
  /** Part of the name, image, Compose project or service, or the beginning of the id. */
  q?: string;
  /** Default `name` ascending. */
  order?: { field: ContainerOrderField; direction: 'asc' | 'desc' };
  /** 1 to 500, default 50. */
  limit?: number;
  cursor?: string;
}
