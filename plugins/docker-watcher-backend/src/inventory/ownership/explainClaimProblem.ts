import { LABEL_ENTITY_REF } from 'backstage-plugin-docker-watcher-common';

const LONGEST_SHOWN = 120;

/** Why a container belongs to nobody although somebody meant it to, and what helps. */
export function explainClaimProblem(container: {
  /** Of the entity, when it has one that could not be read. */
  label?: string;
  /** Entities that claim it by annotation. */
  rivals: readonly string[];
}): { problem: string; cure: string } {
  const { label, rivals } = container;
  if (label !== undefined) {
    return {
      problem: `Its label ${LABEL_ENTITY_REF} is '${label.slice(
        0,
        LONGEST_SHOWN,
      )}', which is no reference to an entity`,
      cure: 'Create it again with a reference such as component:default/shop-api',
    };
  }
  return {
    problem: `${
      rivals.length
    } entities claim it, so it belongs to none: ${rivals.join(', ')}`,
    cure: `Take the annotation from all but one of them, or create the container with the label ${LABEL_ENTITY_REF}, which counts before every annotation`,
  };
}
