import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

const PART = /^[a-z0-9]([a-z0-9_.-]{0,61}[a-z0-9])?$/;

/**
 * An entity reference written by a person, completed and in lower case.
 *
 * @returns `undefined` for what cannot be one. The catalog's own parser takes any
 * text for a name; this one does not, so that what is stored has a bounded length.
 */
export function canonicalEntityRef(
  text: string,
  defaults: { kind: string },
): string | undefined {
  try {
    const ref = parseEntityRef(text.trim().toLocaleLowerCase('en-US'), {
      defaultKind: defaults.kind,
      defaultNamespace: DEFAULT_NAMESPACE,
    });
    return [ref.kind, ref.namespace, ref.name].every(part => PART.test(part))
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}
