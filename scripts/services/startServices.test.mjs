import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServiceMissing } from './ServiceMissing.mjs';
import { startServices } from './startServices.mjs';

function createServices() {
  const log = [];
  const service = name => ({
    name,
    variable: `TEST_${name}`,
    start: async () => {
      log.push(`start ${name}`);
      return {
        env: { [`TEST_${name}`]: `${name}://` },
        stop: async () => log.push(`stop ${name}`),
      };
    },
  });
  const missing = {
    name: 'C',
    variable: 'TEST_C',
    start: async () => {
      throw new ServiceMissing('C is missing (apt-get install c)');
    },
  };
  return { log, services: [service('A'), service('B'), missing] };
}

test('what the environment names is used, the rest is started and stopped in reverse', async () => {
  const { log, services } = createServices();
  const started = await startServices({
    env: { TEST_C: 'given' },
    required: true,
    services,
  });
  assert.deepEqual(started.env, { TEST_A: 'A://', TEST_B: 'B://' });
  assert.deepEqual(started.missing, []);
  await started.stop();
  await started.stop();
  assert.deepEqual(log, ['start A', 'start B', 'stop B', 'stop A']);
});

test('a missing part is skipped when it may be, and otherwise a failure that names it', async () => {
  const lenient = createServices();
  const started = await startServices({
    env: {},
    required: false,
    services: lenient.services,
  });
  assert.deepEqual(started.missing, ['C']);
  await started.stop();

  const strict = createServices();
  await assert.rejects(
    startServices({ env: {}, required: true, services: strict.services }),
    /C: C is missing \(apt-get install c\)/,
  );
  assert.deepEqual(strict.log.slice(-2), ['stop B', 'stop A']);
});
