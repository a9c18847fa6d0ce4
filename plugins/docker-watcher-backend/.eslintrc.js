/**
 * The architecture: which folder of src may import from which others. Everything
 * points one way, from the engine and the database to HTTP, and `plugin.ts` alone
 * knows everybody. `src/architecture.test.ts` proves that all of this is enforced.
 */
const domain = [
  'config',
  'eventLog',
  'settings',
  'inventory',
  'watch',
  'lifecycle',
  'stale',
];
const layers = {
  lib: [],
  schema: [],
  config: ['lib'],
  eventLog: ['lib', 'config'],
  settings: ['lib', 'config', 'eventLog'],
  engine: ['lib', 'config'],
  inventory: ['lib', 'config', 'eventLog'],
  watch: ['lib', 'config', 'inventory', 'eventLog'],
  lifecycle: ['lib', 'config', 'inventory', 'eventLog'],
  stale: ['lib', 'config', 'settings', 'inventory', 'eventLog'],
  delivery: ['lib', 'config', 'inventory', 'eventLog'],
  database: ['lib', ...domain],
  permissions: ['lib', ...domain],
  services: ['lib', 'permissions', 'delivery', ...domain],
  router: ['lib', 'schema', 'services'],
};

const zones = Object.entries(layers).map(([name, may]) => ({
  target: `./src/${name}`,
  from: './src',
  except: [`./${name}`, ...may.map(other => `./${other}`)],
  message: `${name}/ may only import: ${
    may.join(', ') || 'nothing else in src'
  }.`,
}));

/** Libraries that one folder alone knows, so that the rest never depends on them. */
const docker = {
  packages: ['dockerode', 'docker-modem'],
  message: 'Only engine/ talks to Docker; everybody else uses ContainerEngine.',
};
const knex = {
  packages: ['knex'],
  message: 'Only database/ uses knex; elsewhere use its types at most.',
  allowTypeImports: true,
};
const allowOnly = (...libraries) => [
  'error',
  {
    patterns: libraries.map(({ packages, ...rest }) => ({
      group: packages.flatMap(name => [name, `${name}/*`]),
      ...rest,
    })),
  },
];

/** Whoever takes time from elsewhere cannot be tested with a clock that stands still. */
const unclocked = [
  // Under any name and however they are reached: global, member, alias, import.
  'Identifier[name=/^(setTimeout|setInterval|setImmediate|hrtime|performance)$/]',
  'MemberExpression[computed=true] > Literal[value=/^(setTimeout|setInterval|setImmediate|hrtime|performance|Date)$/]',
  ':matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration, ImportExpression)[source.value=/^(node:)?(timers|perf_hooks)(\\u002f|$)/]',
  "CallExpression[callee.name='require'] > Literal[value=/^(node:)?(timers|perf_hooks)(\\u002f|$)/]",
  "MemberExpression[object.name='Date'][property.name='now']",
  "MemberExpression[object.name='Date'][property.value='now']",
  "MemberExpression[object.property.name='Date']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "NewExpression[callee.property.name='Date'][arguments.length=0]",
  "CallExpression[callee.name='Date']",
  "CallExpression[callee.property.name='Date']",
  "MemberExpression[object.name='AbortSignal'][property.name='timeout']",
  "MemberExpression[object.name='process'][property.name='uptime']",
  'VariableDeclarator[init.name=/^(Date|AbortSignal)$/]',
  'AssignmentExpression[right.name=/^(Date|AbortSignal)$/]',
  "MemberExpression[object.name='DateTime'][property.name='now']",
  "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(local|utc)$/][arguments.length=0]",
].map(selector => ({ selector, message: 'Take time and timers from Clock.' }));

/** The rule on imports sees static ones only. */
const hiddenImports = [
  'ImportExpression[source.value=/^(dockerode|docker-modem|knex)(\\u002f|$)/]',
  "CallExpression[callee.name='require'] > Literal[value=/^(dockerode|docker-modem|knex)(\\u002f|$)/]",
].map(selector => ({ selector, message: 'Import this at the top.' }));

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // Without a resolver the path rule resolves nothing and passes everything.
  settings: { 'import/resolver': { node: { extensions: ['.ts', '.tsx'] } } },
  rules: {
    'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
    '@typescript-eslint/no-restricted-imports': allowOnly(docker, knex),
  },
  restrictedSrcSyntax: [...unclocked, ...hiddenImports],
  overrides: [
    {
      files: ['src/engine/**'],
      rules: { '@typescript-eslint/no-restricted-imports': allowOnly(knex) },
    },
    {
      files: ['src/database/**'],
      rules: { '@typescript-eslint/no-restricted-imports': allowOnly(docker) },
    },
    {
      files: ['src/lib/SystemClock.ts'],
      rules: { 'no-restricted-syntax': 'off' },
    },
    {
      // Tests and the like put parts together that do not know each other.
      files: [
        '**/*.test.ts',
        '**/__testUtils__/**',
        'dev/**',
        'torture/**',
        'bench/**',
      ],
      rules: {
        'import/no-restricted-paths': 'off',
        '@typescript-eslint/no-restricted-imports': 'off',
      },
    },
  ],
});
