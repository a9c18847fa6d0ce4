import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { findCommand } from '../toolchain/findCommand.mjs';
import { startProcess } from '../toolchain/runProcess.mjs';
import { ShutdownOrder } from '../toolchain/shutdown.mjs';
import { createCertificates } from './createCertificates.mjs';
import { findFreePort } from './findFreePort.mjs';
import {
  TEST_IMAGE,
  importBusyboxImage,
  request,
} from './importBusyboxImage.mjs';
import { ServiceMissing } from './ServiceMissing.mjs';
import { TemporaryFolder, removeLeftovers } from './TemporaryFolder.mjs';
import { waitUntil } from './waitUntil.mjs';

const READY_MS = 90_000;

/**
 * Starts a Docker engine of our own, apart from any other on the machine: own
 * containerd, own folders, own bridge, no firewall rules. It listens on a unix
 * socket and, with mutual TLS, on the loopback address.
 *
 * @returns `{ env, stop }`
 * @throws ServiceMissing when the machine lacks a part
 */
export async function startDockerd() {
  const dockerd = requireParts();
  await removeLeftovers('engine');
  removeStaleBridges();

  let problem;
  // Another process may take the port first, and where no bridge of our own can
  // be made the usual one has to do.
  for (const useOwnBridge of [true, true, false]) {
    const engine = await Engine.tryStart({ dockerd, useOwnBridge });
    if (engine.problem === undefined) {
      return engine;
    }
    problem = engine.problem;
  }
  throw new Error(`The Docker engine for the tests did not start.\n${problem}`);
}

function requireParts() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new ServiceMissing(
      'a private Docker engine can only be started by root on Linux; name one of yours in DOCKER_WATCHER_TEST_DOCKER_HOST (unix://...) with a small image that has a shell in DOCKER_WATCHER_TEST_IMAGE',
    );
  }
  const dockerd = findCommand('dockerd');
  if (!dockerd || !findCommand('containerd')) {
    throw new ServiceMissing(
      'dockerd is missing (apt-get install docker.io busybox-static openssl)',
    );
  }
  return dockerd;
}

class Engine {
  static async tryStart({ dockerd, useOwnBridge }) {
    const folder = TemporaryFolder.create('engine');
    const started = [];
    const bridge = useOwnBridge ? createBridge() : undefined;
    const undo = async () => {
      for (const one of started.reverse()) {
        await one.stop();
      }
      await folder.remove();
      bridge?.remove();
    };
    try {
      const certificates = createCertificates(folder.join('tls'));
      const containerd = startContainerd(folder);
      started.push(containerd);
      const containerdReady = await waitUntil(
        () => isSocket(folder.join('c.sock')),
        { exited: containerd.exited, timeoutMs: READY_MS },
      );
      if (containerdReady !== 'ready') {
        throw new Error(`containerd: ${containerdReady}`);
      }

      const port = await findFreePort();
      const engine = startProcess(
        dockerd,
        createArguments({ folder, port, bridge, certificates }),
        {
          cwd: folder.path,
          env: withoutDockerSettings(process.env),
          logFile: folder.join('dockerd.log'),
          echo: false,
          order: ShutdownOrder.servicePart,
        },
      );
      started.push(engine);
      const socketPath = folder.join('d.sock');
      const ready = await waitUntil(() => isAnswering(socketPath), {
        exited: engine.exited,
        timeoutMs: READY_MS,
      });
      if (ready !== 'ready') {
        throw new Error(`dockerd: ${ready}`);
      }
      await importBusyboxImage({ socketPath, workDir: folder.path });

      return {
        env: {
          DOCKER_WATCHER_TEST_DOCKER_HOST: `unix://${socketPath}`,
          DOCKER_WATCHER_TEST_IMAGE: TEST_IMAGE,
          DOCKER_WATCHER_TEST_DOCKER_TLS_HOST: `tcp://127.0.0.1:${port}`,
          DOCKER_WATCHER_TEST_DOCKER_CERT_PATH: certificates.clientDir,
        },
        stop: async () => {
          await removeContainers(socketPath);
          await undo();
        },
      };
    } catch (error) {
      const logs = ['containerd.log', 'dockerd.log']
        .map(name => readTail(folder.join(name)))
        .join('\n');
      await undo();
      if (error instanceof ServiceMissing) {
        throw error;
      }
      return { problem: `${error.message}\n${logs}` };
    }
  }
}

/**
 * dockerd uses the machine's containerd when the socket of one exists, even when
 * nobody listens on it any more, and then waits for ever. Ours is certain.
 */
function startContainerd(folder) {
  const file = folder.join('containerd.toml');
  writeFileSync(
    file,
    `version = 2
root = "${folder.join('containerd')}"
state = "${folder.join('state')}"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "${folder.join('c.sock')}"
[debug]
  level = "warn"
`,
  );
  return startProcess(findCommand('containerd'), ['--config', file], {
    cwd: folder.path,
    logFile: folder.join('containerd.log'),
    echo: false,
    order: ShutdownOrder.servicePart,
  });
}

function createArguments({ folder, port, bridge, certificates }) {
  // A file of settings of the machine's own engine would be merged in.
  const config = folder.join('daemon.json');
  writeFileSync(config, '{}');
  mkdirSync(folder.join('data'));
  return [
    '--config-file',
    config,
    '--data-root',
    folder.join('data'),
    '--exec-root',
    folder.join('exec'),
    '--pidfile',
    folder.join('d.pid'),
    '--containerd',
    folder.join('c.sock'),
    '--host',
    `unix://${folder.join('d.sock')}`,
    '--host',
    `tcp://127.0.0.1:${port}`,
    '--tlsverify',
    '--tlscacert',
    certificates.ca,
    '--tlscert',
    certificates.server.cert,
    '--tlskey',
    certificates.server.key,
    // Published ports are served by the userland proxy, which needs no firewall
    // rules; those of other engines on the machine stay as they are.
    '--iptables=false',
    '--ip6tables=false',
    '--ip-masq=false',
    '--userland-proxy=true',
    '--default-address-pool',
    'base=10.214.0.0/16,size=24',
    '--shutdown-timeout',
    '1',
    '--log-level',
    'warn',
    ...(bridge ? ['--bridge', bridge.name] : []),
  ];
}

const BRIDGE_PREFIX = 'dwt';

/**
 * A bridge of our own, because two engines on one would hand out the same
 * addresses. Undefined where none can be made.
 */
export function createBridge() {
  const ip = findCommand('ip');
  if (!ip) {
    return undefined;
  }
  const run = (...args) =>
    spawnSync(ip, args, { stdio: 'ignore' }).status === 0;
  const name = `${BRIDGE_PREFIX}${process.pid}`;
  const remove = () => run('link', 'delete', name);
  for (let attempt = 0; attempt < 5; attempt++) {
    remove();
    const subnet = (process.pid + attempt * 37) % 250;
    if (
      run('link', 'add', name, 'type', 'bridge') &&
      run('addr', 'add', `10.213.${subnet}.1/24`, 'dev', name) &&
      run('link', 'set', name, 'up')
    ) {
      return { name, remove };
    }
  }
  remove();
  return undefined;
}

/** Bridges whose process is gone. */
function removeStaleBridges() {
  const ip = findCommand('ip');
  if (!ip) {
    return;
  }
  const { stdout } = spawnSync(ip, ['-o', 'link', 'show', 'type', 'bridge'], {
    encoding: 'utf8',
  });
  for (const [, name, pid] of (stdout ?? '').matchAll(
    new RegExp(`^\\d+: (${BRIDGE_PREFIX}(\\d+)):`, 'gm'),
  )) {
    try {
      process.kill(Number(pid), 0);
    } catch {
      spawnSync(ip, ['link', 'delete', name], { stdio: 'ignore' });
    }
  }
}

function withoutDockerSettings(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('DOCKER_')),
  );
}

function isSocket(file) {
  try {
    return statSync(file).isSocket();
  } catch {
    return false;
  }
}

async function isAnswering(socketPath) {
  try {
    const { status } = await request({
      socketPath,
      path: '/_ping',
      timeoutMs: 5000,
    });
    return status === 200;
  } catch {
    return false;
  }
}

/** Their processes would otherwise outlive the engine. */
async function removeContainers(socketPath) {
  try {
    const { body } = await request({
      socketPath,
      path: '/containers/json?all=1',
    });
    for (const { Id } of JSON.parse(body)) {
      await request({
        socketPath,
        method: 'DELETE',
        path: `/containers/${Id}?force=1&v=1`,
      });
    }
  } catch {
    // An engine that does not answer any more is ended all the same.
  }
}

function readTail(file) {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-25).join('\n');
  } catch {
    return '';
  }
}
