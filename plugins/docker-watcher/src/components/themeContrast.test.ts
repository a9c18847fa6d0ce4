import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Colour = readonly [number, number, number];

// By its place: style sheets that are required are nothing in tests.
const theme = readFileSync(
  join(
    dirname(require.resolve('@backstage/ui/package.json')),
    'dist/css/styles.css',
  ),
  'utf8',
);
const modules = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.module.css'))
  .map(file => ({ file, css: readFileSync(join(__dirname, file), 'utf8') }));
const frame = modules.find(({ file }) =>
  file.endsWith('PluginFrame.module.css'),
);

/** What the theme says of a mode; the dark one builds on the light one. */
function tokensOf(mode: 'light' | 'dark'): Map<string, string> {
  const blocks = [...theme.matchAll(/([^{}]*)\{([^{}]*)\}/g)];
  const tokens = new Map<string, string>();
  for (const wanted of mode === 'light' ? ['light'] : ['light', 'dark']) {
    for (const [, selector, body] of blocks) {
      if (selector.includes(`[data-theme-mode='${wanted}']`)) {
        for (const [, name, value] of body.matchAll(
          /(--bui-[\w-]+):([^;]+)/g,
        )) {
          tokens.set(name, value.trim());
        }
      }
    }
  }
  return tokens;
}

function resolve(tokens: Map<string, string>, name: string): Colour {
  const value = tokens.get(name);
  const other = /^var\((--[\w-]+)\)$/.exec(value ?? '')?.[1];
  if (other) {
    return resolve(tokens, other);
  }
  const hex = /^#([0-9a-f]{6})$/i.exec(value ?? '')?.[1];
  if (!hex) {
    throw new Error(`${name} is '${value}', which is no plain colour`);
  }
  const channel = (at: number) => parseInt(hex.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

/** `share` of one colour and the rest of the other. */
function mix(one: Colour, other: Colour, share: number): Colour {
  const channel = (at: 0 | 1 | 2) => share * one[at] + (1 - share) * other[at];
  return [channel(0), channel(1), channel(2)];
}

/** The ratio that WCAG defines. */
function contrast(one: Colour, other: Colour): number {
  const luminance = (colour: Colour) => {
    const [r, g, b] = colour
      .map(channel => channel / 255)
      .map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

/** The mix that the frame puts in place of the theme's secondary text. */
function secondaryOf(tokens: Map<string, string>, mode: 'light' | 'dark') {
  const secondary = resolve(tokens, '--bui-fg-secondary');
  if (mode === 'light') {
    return secondary;
  }
  const share =
    /data-theme-mode='dark'[^}]*color-mix\(\s*in srgb,\s*var\(--bui-fg-primary\) (\d+)%,\s*var\(--bui-fg-secondary\)/.exec(
      frame?.css ?? '',
    )?.[1];
  return share === undefined
    ? secondary
    : mix(resolve(tokens, '--bui-fg-primary'), secondary, Number(share) / 100);
}

const uses = modules.flatMap(({ file, css }) =>
  [...css.matchAll(/[\s;{]color:\s*var\((--bui-[\w-]+)\)/g)].map(
    ([, token]) => ({ file, token }),
  ),
);

describe.each(['light', 'dark'] as const)('in the %s theme', mode => {
  const tokens = tokensOf(mode);
  const colourOf = (token: string) =>
    token === '--bui-fg-secondary'
      ? secondaryOf(tokens, mode)
      : resolve(tokens, token);

  it('finds the colours that the plugin uses', () => {
    expect(new Set(uses.map(({ token }) => token))).toEqual(
      new Set([
        '--bui-fg-primary',
        '--bui-fg-secondary',
        '--bui-positive-fg-subdued',
        '--bui-warning-fg-subdued',
        '--bui-negative-fg-subdued',
        '--bui-announcement-fg-subdued',
      ]),
    );
  });

  it.each(uses)('$token of $file can be read', ({ token }) => {
    for (const ground of ['--bui-bg-app', '--bui-bg-neutral-1']) {
      expect(
        contrast(colourOf(token), resolve(tokens, ground)),
      ).toBeGreaterThanOrEqual(4.5);
    }
  });

  // A row below the pointer is as light as the third ground.
  it.each(['--bui-bg-neutral-2', '--bui-bg-neutral-3'])(
    'secondary text can be read on %s as well',
    ground => {
      expect(
        contrast(secondaryOf(tokens, mode), resolve(tokens, ground)),
      ).toBeGreaterThanOrEqual(4.5);
    },
  );
});
