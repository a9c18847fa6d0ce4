import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(60_000);

describe('openapi.yaml', () => {
  it('is what the generated files in the router and the client were made of', async () => {
    const root = path.resolve(__dirname, '../../../..');
    await expect(
      promisify(execFile)(
        process.execPath,
        ['scripts/generate-openapi.mjs', '--check'],
        { cwd: root },
      ),
    ).resolves.toMatchObject({ stderr: '' });
  });
});
