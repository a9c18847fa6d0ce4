/**
 * A condition on containers that a store can translate to its query language.
 * The leaves are what permission rules can say.
 */
export type ContainerFilter =
  | { allOf: ContainerFilter[] }
  | { anyOf: ContainerFilter[] }
  | { not: ContainerFilter }
  | ContainerCondition;

export type ContainerCondition =
  | OwnerCondition
  /** The container's host is among them. */
  | { condition: 'host'; hosts: string[] }
  /** The container carries the label, with the value if one is given. */
  | { condition: 'label'; key: string; value?: string };

/** An owner of an entity that the container belongs to is among them. */
export interface OwnerCondition {
  condition: 'owner';
  ownerRefs: string[];
  /**
   * Which entities count. `trusted`: the one that the container's label names, else
   * the only one that claims it by annotation if the host trusts that. `any-claim`:
   * the one that the label names, else all that claim it. Default `trusted`.
   */
  by?: 'trusted' | 'any-claim';
}
