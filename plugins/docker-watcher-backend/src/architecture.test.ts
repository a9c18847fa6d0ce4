import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';

jest.setTimeout(120_000);

const root = path.resolve(__dirname, '..');
const eslint = new ESLint({ cwd: root });

/** What lint says to a text that would stand in this file, rule by rule. */
async function lint(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${text}\n`, {
    filePath: path.join(root, file),
  });
  const fatal = result.messages.find(message => message.fatal);
  if (fatal) {
    throw new Error(`Cannot parse ${text}: ${fatal.message}`);
  }
  return result.messages.map(({ ruleId }) => ruleId ?? '');
}

const PATHS = 'import/no-restricted-paths';
const IMPORTS = '@typescript-eslint/no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';

const folders = readdirSync(__dirname, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && !entry.name.startsWith('__'))
  .map(({ name }) => name)
  .filter(name => someFileIn(name));

function someFileIn(folder: string): string | undefined {
  return readdirSync(path.join(__dirname, folder)).find(
    name => name.endsWith('.ts') && !name.includes('.test.'),
  );
}

function importOf(folder: string): string {
  const file = someFileIn(folder)!.replace(/\.ts$/, '');
  return `export * from '../${folder}/${file}';`;
}

describe('the direction of imports', () => {
  let layers: Map<string, string[]>;

  beforeAll(async () => {
    const config = await eslint.calculateConfigForFile(
      path.join(root, 'src/plugin.ts'),
    );
    const zones: { target: string; except: string[] }[] =
      config.rules[PATHS][1].zones;
    layers = new Map(
      zones.map(({ target, except }) => [
        path.basename(target),
        except.map(other => path.basename(other)),
      ]),
    );
  });

  it('is laid down for every folder', () => {
    expect(folders.length).toBeGreaterThan(5);
    expect([...layers.keys()]).toEqual(expect.arrayContaining(folders));
  });

  it('is enforced for every pair of folders, both ways', async () => {
    for (const from of folders) {
      for (const to of folders.filter(name => name !== from)) {
        const allowed = layers.get(from)!.includes(to);
        const found = await lint(`src/${from}/fixture.ts`, importOf(to));
        expect({ from, to, refused: found.includes(PATHS) }).toEqual({
          from,
          to,
          refused: !allowed,
        });
      }
    }
  });

  it.each([
    ['lib', 'config'],
    ['inventory', 'database'],
    ['inventory', 'watch'],
    ['watch', 'engine'],
    ['watch', 'database'],
    ['engine', 'inventory'],
    ['lifecycle', 'engine'],
    ['lifecycle', 'watch'],
    ['lifecycle', 'services'],
    ['database', 'services'],
    ['services', 'database'],
    ['services', 'router'],
    ['router', 'inventory'],
    ['router', 'engine'],
    ['permissions', 'services'],
  ])('never lets %s know %s', (from, to) => {
    expect(layers.get(from)).not.toContain(to);
  });

  it('leaves plugin.ts and tests free', async () => {
    const imports = folders.map(importOf).join('\n').replaceAll('../', './');
    expect(await lint('src/plugin.ts', imports)).toEqual([]);
    expect(
      await lint('src/lib/Fixture.test.ts', importOf('database')),
    ).not.toContain(PATHS);
  });
});

describe('libraries that one folder alone knows', () => {
  const ways = (name: string) => [
    `import x from '${name}'; x();`,
    `import * as x from '${name}'; x.y();`,
    `import '${name}';`,
    `export * from '${name}';`,
    `import x from '${name}/lib/some'; x();`,
    `export const x = require('${name}');`,
    `export const x = () => import('${name}');`,
  ];

  it.each(
    ['dockerode', 'docker-modem', 'knex'].flatMap(name =>
      ways(name).map(text => [text]),
    ),
  )('are refused elsewhere: %s', async text => {
    for (const folder of ['lib', 'watch', 'inventory', 'services', 'router']) {
      const found = await lint(`src/${folder}/fixture.ts`, text);
      expect(found.some(rule => rule === IMPORTS || rule === SYNTAX)).toBe(
        true,
      );
    }
  });

  it('are Docker for engine/, and knex for database/', async () => {
    const docker = `import Docker from 'dockerode'; export const x = new Docker();`;
    const knex = `import knexFactory from 'knex'; export const x = knexFactory({});`;
    expect(await lint('src/engine/fixture.ts', docker)).not.toContain(IMPORTS);
    expect(await lint('src/engine/fixture.ts', knex)).toContain(IMPORTS);
    expect(await lint('src/database/fixture.ts', knex)).not.toContain(IMPORTS);
    expect(await lint('src/database/fixture.ts', docker)).toContain(IMPORTS);
  });

  it('may lend knex its types, but not those of Docker', async () => {
    expect(
      await lint(
        'src/plugin.ts',
        `import type { Knex } from 'knex'; export type X = Knex;`,
      ),
    ).not.toContain(IMPORTS);
    expect(
      await lint(
        'src/watch/fixture.ts',
        `import type Docker from 'dockerode'; export type X = Docker;`,
      ),
    ).toContain(IMPORTS);
  });
});

describe('time', () => {
  it.each([
    'export const x = Date.now();',
    "export const x = Date['now']();",
    'export const x = globalThis.Date.now();',
    'export const { now } = Date;',
    'export const MyDate = Date;',
    'export let D; D = Date;',
    'export const x = [1].map(Date.now);',
    'export const x = new Date();',
    'export const x = new globalThis.Date();',
    'export const x = Date();',
    'export const x = globalThis.Date();',
    "export const x = new globalThis['Date']();",
    ...['setTimeout', 'setInterval', 'setImmediate'].flatMap(name => [
      `${name}(() => {}, 1);`,
      `globalThis.${name}(() => {}, 1);`,
      `window.${name}(() => {}, 1);`,
      `global.${name}(() => {}, 1);`,
      `globalThis['${name}'](() => {}, 1);`,
      `export const { ${name} } = globalThis;`,
      `export const { ${name}: later } = globalThis;`,
      `export const later = ${name};`,
      `import { ${name} } from 'node:timers/promises'; export const x = ${name}(1);`,
    ]),
    `import { promisify } from 'node:util'; export const x = promisify(setTimeout);`,
    `import { scheduler } from 'node:timers/promises'; export const x = scheduler;`,
    `import * as t from 'timers'; export const x = t;`,
    `import t from 'timers/promises'; export const x = t;`,
    `export * from 'node:timers';`,
    `export { clearTimeout } from 'node:timers';`,
    `export const t = require('timers');`,
    `export const t = require('node:timers/promises');`,
    `export const t = () => import('node:timers/promises');`,
    'export const x = performance.now();',
    'export const x = globalThis.performance.now();',
    'export const { now } = performance;',
    `import { performance as p } from 'node:perf_hooks'; export const x = p.now();`,
    `export const p = require('perf_hooks');`,
    'export const x = process.hrtime();',
    'export const x = process.hrtime.bigint();',
    'export const { hrtime } = process;',
    `import { hrtime } from 'node:process'; export const x = hrtime();`,
    'export const x = process.uptime();',
    'export const x = AbortSignal.timeout(1);',
    'export const { timeout } = AbortSignal;',
    `import { DateTime } from 'luxon'; export const x = DateTime.now();`,
    `import { DateTime } from 'luxon'; export const x = DateTime.utc();`,
  ])('is refused from anywhere but the clock: %s', async text => {
    expect(await lint('src/watch/fixture.ts', text)).toContain(SYNTAX);
    expect(await lint('src/plugin.ts', text)).toContain(SYNTAX);
  });

  it.each([
    'export const x = new Date(0).toISOString();',
    "export const x = Date.parse('2026-01-01');",
    'export const x = (clock: { now(): number }) => clock.now();',
    'export const x: Date | undefined = undefined;',
    'export const x = (value: unknown) => value instanceof Date;',
    'export const x = AbortSignal.any([]);',
    `import { DateTime } from 'luxon'; export const x = DateTime.fromMillis(0);`,
  ])('may be computed with: %s', async text => {
    expect(await lint('src/watch/fixture.ts', text)).not.toContain(SYNTAX);
  });

  it('is free in tests, and made in SystemClock alone', async () => {
    const text = 'export const x = Date.now() + setTimeout(() => {}, 1);';
    expect(await lint('src/watch/Fixture.test.ts', text)).not.toContain(SYNTAX);
    expect(await lint('src/lib/SystemClock.ts', text)).not.toContain(SYNTAX);
    expect(await lint('src/lib/OtherClock.ts', text)).toContain(SYNTAX);
  });
});
