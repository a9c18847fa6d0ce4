import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { test } from 'node:test';
import { rootDir } from './paths.mjs';
import { isPortOpen, readPortalUrls, waitForUrl } from './portal.mjs';

test('the portal is found where the configuration puts it', () => {
  const text = readFileSync(path.join(rootDir, 'app-config.yaml'), 'utf8');
  assert.deepEqual(readPortalUrls(text), {
    frontend: 'http://localhost:3000',
    backend: 'http://localhost:7007',
  });
  assert.deepEqual(
    readPortalUrls(text, {
      DOCKER_WATCHER_APP_PORT: '4000',
      DOCKER_WATCHER_BACKEND_PORT: '4007',
    }),
    { frontend: 'http://localhost:4000', backend: 'http://localhost:4007' },
  );
  assert.equal(
    readPortalUrls("app:\n  title: x\n  baseUrl: 'http://here:1' # one\n")
      .frontend,
    'http://here:1',
  );
});

test('waits until there is a good answer', async () => {
  const answers = [503, 503, 200];
  const server = http.createServer((_, response) => {
    response.statusCode = answers.shift();
    response.end();
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${server.address().port}`;
  assert.equal(await isPortOpen(new URL(url)), true);
  await waitForUrl(url);
  assert.deepEqual(answers, []);
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
  assert.equal(await isPortOpen(new URL(url)), false);
});
