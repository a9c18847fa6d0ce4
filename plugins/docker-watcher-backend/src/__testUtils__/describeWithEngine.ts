/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect, jest/no-disabled-tests -- runs the suites of others where it can */
import path from 'node:path';
import { HostConnectionConfig } from '../config/DockerWatcherConfig';

/** The Docker engine that tests may use, shared by all of them. */
export interface TestEngine {
  socketPath: string;
  /** An image with busybox. */
  image: string;
  connection: Extract<HostConnectionConfig, { kind: 'unix' }>;
}

/** The same engine, as it is reached over mutual TLS. */
export interface TestTlsEngine extends TestEngine {
  tlsConnection: Extract<HostConnectionConfig, { kind: 'tcp' }>;
}

const ENGINE_VARIABLES = [
  'DOCKER_WATCHER_TEST_DOCKER_HOST',
  'DOCKER_WATCHER_TEST_IMAGE',
];
const TLS_VARIABLES = [
  ...ENGINE_VARIABLES,
  'DOCKER_WATCHER_TEST_DOCKER_TLS_HOST',
  'DOCKER_WATCHER_TEST_DOCKER_CERT_PATH',
];

/**
 * A suite that needs a real engine. Without one it fails in CI, where everything
 * has to be tested, and is left out with a message elsewhere.
 */
export function describeWithEngine(
  name: string,
  suite: (engine: TestEngine) => void,
): void {
  describeWith(ENGINE_VARIABLES, name, ([host, image]) =>
    suite(readEngine(host, image)),
  );
}

/** A suite that needs a real engine over mutual TLS as well. */
export function describeWithTlsEngine(
  name: string,
  suite: (engine: TestTlsEngine) => void,
): void {
  describeWith(TLS_VARIABLES, name, ([host, image, tlsHost, certPath]) => {
    const { hostname, port } = new URL(tlsHost);
    suite({
      ...readEngine(host, image),
      tlsConnection: {
        kind: 'tcp',
        hostname,
        port: Number(port),
        tls: {
          caFile: path.join(certPath, 'ca.pem'),
          certFile: path.join(certPath, 'cert.pem'),
          keyFile: path.join(certPath, 'key.pem'),
        },
      },
    });
  });
}

function readEngine(host: string, image: string): TestEngine {
  const socketPath = host.replace(/^unix:\/\//, '');
  return { socketPath, image, connection: { kind: 'unix', socketPath } };
}

function describeWith(
  variables: string[],
  name: string,
  suite: (values: string[]) => void,
): void {
  const values = variables.map(variable => process.env[variable] ?? '');
  const missing = variables.filter((_, index) => !values[index]);
  if (missing.length === 0) {
    describe(name, () => suite(values));
    return;
  }
  const message = `'${name}' needs a Docker engine: set ${missing.join(
    ', ',
  )}, or install docker.io and run "npm test", which starts one.`;
  if (process.env.CI) {
    describe(name, () => {
      it('has an engine to run against', () => {
        throw new Error(message);
      });
    });
    return;
  }
  // eslint-disable-next-line no-console
  console.warn(`Skipped: ${message}`);
  describe.skip(name, () => {
    it('needs an engine', () => {});
  });
}
