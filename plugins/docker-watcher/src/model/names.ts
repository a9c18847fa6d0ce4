const ID_LENGTH = 12;

/** The first digits of an id, as engines print it. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, ID_LENGTH);
}

/**
 * An image reference short enough for a row: without the registry, and of a digest
 * the first digits only.
 */
export function shortImage(image: string): string {
  return image
    .replace(/^(localhost(:\d+)?|[^/]*[.:][^/]*)\//, '')
    .replace(
      /sha256:([0-9a-f]{12})[0-9a-f]+/,
      (_, digits: string) => `sha256:${digits}…`,
    );
}

/** Whether a text is a full entity reference; what a label says need not be one. */
export function isEntityRef(value: string): boolean {
  return /^[^\s:/]+:[^\s:/]+\/[^\s:/]+$/.test(value);
}
