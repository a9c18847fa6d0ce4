import { Settings } from 'backstage-plugin-docker-watcher-common';
import { Expectations } from './expectations';
import { Answer } from './MatrixPortal';
import { Outcome, ok, refused } from './Probe';
import { Cell, isTrusted } from './cells';

function noSettings({ permissions }: Cell): Outcome {
  return refused(
    permissions
      ? 'Missing permission docker-watcher.settings.read'
      : expect.stringMatching(
          /settings\.read is for administrators while the permission framework is off/,
        ),
  );
}

export const settingsExpectations: Expectations = {
  'GET /settings': () => [
    {
      name: 'all',
      gets: cell => (isTrusted(cell) ? ok(0) : noSettings(cell)),
      shows: ({ body }: Answer<Settings>) => body.version,
    },
  ],
  // Nothing is ever changed: who may is told that the version is wrong.
  'PUT /settings': () => [
    {
      name: 'from a version that never was',
      body: { version: 4711, overrides: { stale: { thresholdDays: 3 } } },
      gets: cell => {
        if (!isTrusted(cell)) {
          return noSettings(cell);
        }
        return cell.caller === 'service'
          ? refused(expect.stringMatching(/^Only users may make changes/))
          : { status: 409, says: expect.stringMatching(/at version 0/) };
      },
    },
  ],
};
