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
  /** An owner of the container's entity is among them. */
  | { condition: 'owner'; ownerRefs: string[] }
  /** The container's host is among them. */
  | { condition: 'host'; hosts: string[] }
  /** The container carries the label, with the value if one is given. */
  | { condition: 'label'; key: string; value?: string };
