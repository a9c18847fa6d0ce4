/**
 * The architecture: which folder of src may import from which others. Everything
 * points one way, from the engine and the database to HTTP, and `plugin.ts` alone
 * knows everybody.
 */
const domain = ['inventory', 'watch'];
const layers = {
  lib: [],
  config: ['lib'],
  engine: ['lib', 'config'],
  inventory: ['lib', 'config'],
  watch: ['lib', 'config', 'inventory'],
  delivery: ['lib', 'config', 'inventory'],
  database: ['lib', ...domain],
  permissions: domain,
  services: ['lib', 'permissions', ...domain],
  router: ['lib', 'services'],
};

const zones = Object.entries(layers).map(([name, may]) => ({
  target: `./src/${name}`,
  from: './src',
  except: [`./${name}`, ...may.map(other => `./${other}`)],
  message: `${name}/ may only import: ${
    may.join(', ') || 'nothing else in src'
  }.`,
}));

const timeFromClock = 'Take time and timers from Clock.';

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // Without a resolver the path rule resolves nothing and passes everything.
  settings: { 'import/resolver': { node: { extensions: ['.ts', '.tsx'] } } },
  rules: {
    'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
  },
  restrictedSrcImports: [],
  restrictedSrcSyntax: [
    {
      selector:
        "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
      message: timeFromClock,
    },
    {
      selector:
        'CallExpression[callee.name=/^(setTimeout|setInterval)$/], CallExpression[callee.property.name=/^(setTimeout|setInterval)$/]',
      message: timeFromClock,
    },
    {
      selector:
        "MemberExpression[object.name='performance'][property.name='now']",
      message: timeFromClock,
    },
    {
      selector: 'ImportDeclaration[source.value=/^(node:)?timers/]',
      message: timeFromClock,
    },
  ],
  overrides: [
    {
      files: ['src/lib/SystemClock.ts'],
      rules: { 'no-restricted-syntax': 'off' },
    },
  ],
});
