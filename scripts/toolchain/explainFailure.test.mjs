import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailure, findMissingCompiler } from './explainFailure.mjs';

test('the usual reasons are explained with their cure', () => {
  for (const [output, expected] of [
    ['npm error code ENOTFOUND', /HTTPS_PROXY/],
    ['YN0001: RequestError: connect ECONNREFUSED 127.0.0.1:1', /network/],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/],
    ['npm error code ENOSPC', /disk is full/],
    ['npm error code EACCES', /not writable/],
    ['npm error code ETARGET', /does not have the version/],
    ['YN0028: The lockfile would have been modified', /yarn install/],
  ]) {
    assert.match(explainFailure(output), expected);
  }
  assert.equal(explainFailure('Segmentation fault'), undefined);
});

test('a missing compiler is named with the command that installs it', () => {
  assert.equal(
    findMissingCompiler(() => true),
    undefined,
  );
  assert.equal(
    findMissingCompiler(name => name !== 'g++'),
    undefined,
  );
  const message = findMissingCompiler(name => name === 'python3');
  assert.match(message, /make, g\+\+ is missing/);
  assert.match(message, /apt-get install python3 make g\+\+/);
});
