import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { startDockerd } from './dockerd.mjs';
import { request } from './importBusyboxImage.mjs';
import { startPostgres } from './postgres.mjs';
import { ServiceMissing } from './ServiceMissing.mjs';
import { findMountsBelow, findProcessesUsing } from './TemporaryFolder.mjs';

async function startOrSkip(t, start) {
  try {
    return await start();
  } catch (error) {
    if (error instanceof ServiceMissing && !process.env.CI) {
      t.skip(error.message);
      return undefined;
    }
    throw error;
  }
}

test('the engine answers on its socket and over mutual TLS, and leaves nothing', async t => {
  const engine = await startOrSkip(t, startDockerd);
  if (!engine) {
    return;
  }
  const { env } = engine;
  const socketPath = env.DOCKER_WATCHER_TEST_DOCKER_HOST.replace('unix://', '');
  assert.ok(socketPath.length < 108);
  const images = await request({ socketPath, path: '/images/json' });
  assert.deepEqual(
    JSON.parse(images.body).map(image => image.RepoTags),
    [[env.DOCKER_WATCHER_TEST_IMAGE]],
  );

  const certDir = env.DOCKER_WATCHER_TEST_DOCKER_CERT_PATH;
  const read = name => readFileSync(path.join(certDir, name));
  assert.ok(
    new X509Certificate(read('cert.pem')).verify(
      new X509Certificate(read('ca.pem')).publicKey,
    ),
  );
  const url = env.DOCKER_WATCHER_TEST_DOCKER_TLS_HOST.replace('tcp', 'https');
  const ping = options =>
    new Promise((resolve, reject) => {
      https
        .get(`${url}/_ping`, { agent: false, ...options }, response => {
          response.resume();
          resolve(response.statusCode);
        })
        .once('error', reject);
    });
  const ca = read('ca.pem');
  assert.equal(
    await ping({ ca, cert: read('cert.pem'), key: read('key.pem') }),
    200,
  );
  await assert.rejects(ping({ ca }), 'without a certificate of ours');

  await engine.stop();
  const folder = path.dirname(socketPath);
  assert.equal(existsSync(folder), false);
  assert.deepEqual(findProcessesUsing(folder), []);
  assert.deepEqual(findMountsBelow(folder), []);
});

test('PostgreSQL listens on the loopback address and leaves nothing', async t => {
  const postgres = await startOrSkip(t, startPostgres);
  if (!postgres) {
    return;
  }
  const url = new URL(
    postgres.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING,
  );
  const connect = () =>
    new Promise((resolve, reject) => {
      const socket = net.connect(Number(url.port), url.hostname);
      socket.once('error', reject);
      socket.once('connect', () => resolve(socket));
    });
  const open = await connect();
  open.on('error', () => {});
  const closed = new Promise(resolve => open.once('close', resolve));
  open.resume();
  await postgres.stop();
  await closed;
  await assert.rejects(connect(), { code: 'ECONNREFUSED' });
});
