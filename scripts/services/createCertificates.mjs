import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findCommand } from '../toolchain/findCommand.mjs';
import { ServiceMissing } from './ServiceMissing.mjs';

/** Nothing of the machine's own OpenSSL configuration shall play a part. */
const CONFIG = `[req]
distinguished_name = name
prompt = no
[name]
CN = docker-watcher tests
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
extendedKeyUsage = serverAuth
subjectAltName = IP:127.0.0.1, DNS:localhost
[client]
extendedKeyUsage = clientAuth
`;

/**
 * Makes an authority, a server certificate for the loopback address and a client
 * certificate, for mutual TLS between an engine and its clients.
 *
 * @returns paths; `clientDir` holds ca.pem, cert.pem and key.pem as Docker's own
 * client expects them
 */
export function createCertificates(dir) {
  const openssl = findCommand('openssl');
  if (!openssl) {
    throw new ServiceMissing('openssl is missing (apt-get install openssl)');
  }
  const clientDir = path.join(dir, 'client');
  mkdirSync(clientDir, { recursive: true });
  const at = name => path.join(dir, name);
  writeFileSync(at('openssl.cnf'), CONFIG);

  const run = args => {
    const result = spawnSync(openssl, args, {
      cwd: dir,
      encoding: 'utf8',
      env: {
        ...process.env,
        OPENSSL_CONF: at('openssl.cnf'),
        RANDFILE: at('.rnd'),
      },
    });
    if (result.status !== 0) {
      throw new Error(
        `openssl ${args[0]} failed: ${result.stderr ?? result.error?.message}`,
      );
    }
  };
  const createKey = file =>
    run(['ecparam', '-genkey', '-noout', '-name', 'prime256v1', '-out', file]);
  const config = ['-config', at('openssl.cnf')];
  const ca = path.join(clientDir, 'ca.pem');

  createKey(at('ca-key.pem'));
  run([
    'req',
    '-new',
    '-x509',
    '-sha256',
    '-days',
    '30',
    ...config,
    '-extensions',
    'authority',
    '-subj',
    '/CN=docker-watcher tests',
    '-key',
    at('ca-key.pem'),
    '-out',
    ca,
  ]);

  const issue = ({ kind, serial, key, cert }) => {
    createKey(key);
    run([
      'req',
      '-new',
      '-sha256',
      ...config,
      '-subj',
      `/CN=${kind}`,
      '-key',
      key,
      '-out',
      at(`${kind}.csr`),
    ]);
    run([
      'x509',
      '-req',
      '-sha256',
      '-days',
      '30',
      '-set_serial',
      serial,
      '-CA',
      ca,
      '-CAkey',
      at('ca-key.pem'),
      '-in',
      at(`${kind}.csr`),
      '-extfile',
      at('openssl.cnf'),
      '-extensions',
      kind,
      '-out',
      cert,
    ]);
  };
  const server = { key: at('server-key.pem'), cert: at('server-cert.pem') };
  issue({ kind: 'server', serial: '2', ...server });
  issue({
    kind: 'client',
    serial: '3',
    key: path.join(clientDir, 'key.pem'),
    cert: path.join(clientDir, 'cert.pem'),
  });
  return { ca, server, clientDir };
}
