import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  parseJestReport,
  parsePlaywrightReport,
  parseTap,
} from './readResults.mjs';

/**
 * Everything `npm test` runs, in this order. `needs` names steps without whose
 * success one makes no sense; `services` asks for the engine, the database and the
 * browser; `report` is the file a test runner leaves and how it is read.
 */
export function createSteps({ rootDir, reportDir }) {
  const report = name => path.join(reportDir, name);
  const backstage = (...args) => ['yarn', 'backstage-cli', ...args];
  return [
    { id: 'tsc', title: 'Types', command: ['yarn', 'tsc'] },
    {
      id: 'lint',
      title: 'Lint',
      command: ['yarn', 'lint', '--max-warnings', '0'],
    },
    {
      id: 'prettier',
      title: 'Formatting',
      command: ['yarn', 'prettier:check'],
    },
    { id: 'config', title: 'Configuration', command: ['yarn', 'config:check'] },
    {
      id: 'production-config',
      title: 'Configuration for production',
      command: backstage(
        'config:check',
        '--strict',
        ...['app-config.yaml', 'app-config.production.yaml'].flatMap(file => [
          '--config',
          path.join(rootDir, file),
        ]),
      ),
      // What a deployment provides. --lax would do without, but then it checks a
      // placeholder in the place of every variable, against enumerations too.
      env: {
        POSTGRES_HOST: 'localhost',
        POSTGRES_USER: 'backstage',
        POSTGRES_PASSWORD: 'unused',
      },
    },
    {
      id: 'openapi',
      title: 'Generated OpenAPI types',
      command: ['yarn', 'openapi:check'],
    },
    {
      id: 'api-reports',
      title: 'API and SQL reports',
      command: ['yarn', 'build:api-reports', '--ci'],
      needs: ['tsc'],
    },
    {
      id: 'scripts',
      title: 'Tests of the scripts',
      command: [
        'node',
        '--test',
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        '--test-reporter=tap',
        `--test-reporter-destination=${report('scripts.tap')}`,
        ...findTestFiles(path.join(rootDir, 'scripts')),
      ],
      report: { file: report('scripts.tap'), parse: parseTap },
    },
    {
      id: 'unit',
      title: 'Unit and integration tests',
      command: backstage(
        ...['repo', 'test', '--ci', '--watchAll=false', '--maxWorkers=2'],
        ...['--json', `--outputFile=${report('unit.json')}`],
      ),
      services: true,
      report: {
        file: report('unit.json'),
        parse: text => parseJestReport(JSON.parse(text)),
      },
    },
    {
      id: 'torture',
      title: 'A log that survives what dies around it',
      command: [
        'node',
        path.join(rootDir, 'scripts/torture/run.mjs'),
        '--minutes',
        '1.5',
      ],
    },
    {
      id: 'build',
      title: 'Production build',
      command: ['yarn', 'build:all'],
      needs: ['tsc'],
    },
    {
      id: 'browser',
      title: 'Browser tests against the production build',
      command: ['node', path.join(rootDir, 'scripts/e2e/run.mjs')],
      env: {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report('browser.json'),
        PLAYWRIGHT_JSON_OUTPUT_NAME: report('browser.json'),
      },
      needs: ['build'],
      services: true,
      report: {
        file: report('browser.json'),
        parse: text => parsePlaywrightReport(JSON.parse(text)),
      },
    },
  ];
}

/** All `*.test.mjs` below a folder. Node 20 does not expand patterns by itself. */
export function findTestFiles(dir) {
  if (!existsSync(dir)) {
    return [];
  }
  return readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const full = path.join(dir, entry.name);
      if (entry.isDirectory()) {
        return findTestFiles(full);
      }
      return entry.name.endsWith('.test.mjs') ? [full] : [];
    });
}
