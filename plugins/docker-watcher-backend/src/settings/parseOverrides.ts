import { SettingsOverrides } from 'backstage-plugin-docker-watcher-common';
import { SETTING_FIELDS } from './settingFields';

type Tree = { [name: string]: unknown };

/**
 * Reads overrides from JSON, with no empty objects in them.
 *
 * @remarks What is not known here, because a newer version wrote it, is passed over,
 * as is a value that is out of bounds: a setting that cannot be understood follows the
 * configuration, so that no stored text ever stops what reads the settings.
 */
export function parseOverrides(json: unknown): SettingsOverrides {
  const overrides: Tree = {};
  for (const field of SETTING_FIELDS) {
    const path = field.split('.');
    const value = path.reduce<unknown>(
      (tree, name) => (isTree(tree) ? tree[name] : undefined),
      json,
    );
    if (isDays(value)) {
      put(overrides, path, value);
    }
  }
  return overrides;
}

/** Every setting so far is a number of days; the OpenAPI document says the same. */
function isDays(value: unknown): value is number {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= 1 &&
    value <= 3650
  );
}

function put(tree: Tree, [name, ...rest]: string[], value: number): void {
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const child = tree[name] ?? {};
  if (isTree(child)) {
    put(child, rest, value);
  }
  tree[name] = child;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}
