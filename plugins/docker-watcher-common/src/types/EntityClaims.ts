import { ContainerClaim, ContainerState } from './Container';

/**
 * What comes of an entity's claim on a container.
 *
 * @remarks `owner`: the container belongs to the entity. `sight`: no other entity
 * claims it, but the host does not trust the annotation, so the entity's owners see it
 * and nothing more. `contested`: other entities claim it as well, so it belongs to none
 * of them. `overridden`: its label names another entity.
 * @public
 */
export type ClaimStanding = 'owner' | 'sight' | 'contested' | 'overridden';

/**
 * A container that an entity claims, and what comes of it.
 * @public
 */
export interface EntityClaim {
  host: string;
  id: string;
  name: string;
  state: ContainerState;
  source: ContainerClaim['source'];
  trusted: boolean;
  standing: ClaimStanding;
  /** Other entities that claim it. */
  rivals: string[];
}

/**
 * Something about an annotation that keeps it from doing what was meant.
 * @public
 */
export interface AnnotationProblem {
  annotation: string;
  /** As it is; long ones are cut. */
  value: string;
  problem: string;
  cure: string;
}

/**
 * Annotations that would claim containers which nobody claims yet.
 * @public
 */
export interface ClaimSuggestion {
  /** To paste, by name. */
  annotations: Record<string, string>;
  because: string;
}

/**
 * How an entity and containers belong together, as far as the reader may see them.
 * @public
 */
export interface EntityClaims {
  /** By host and name, at most 500. */
  claims: EntityClaim[];
  problems: AnnotationProblem[];
  suggestions: ClaimSuggestion[];
}
