import { ConfigReader } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import { readProviderConfig } from './readProviderConfig';

function read(dockerWatcher?: JsonValue) {
  return readProviderConfig(
    new ConfigReader({
      catalog: {
        providers: dockerWatcher === undefined ? {} : { dockerWatcher },
      },
    } as never),
  );
}

describe('readProviderConfig', () => {
  it('is off unless something is set, and has defaults for the rest', () => {
    expect(read()).toBeUndefined();
    expect(read({})).toEqual({
      namespace: 'default',
      schedule: expect.objectContaining({ frequency: { minutes: 5 } }),
    });
    expect(
      read({
        owner: 'group:default/platform',
        namespace: 'ops',
        system: 'hosting',
        schedule: { frequency: { seconds: 30 }, timeout: { minutes: 1 } },
      }),
    ).toMatchObject({
      owner: 'group:default/platform',
      namespace: 'ops',
      system: 'hosting',
      schedule: { frequency: { seconds: 30 } },
    });
  });

  it('names the path, the value and the cure', () => {
    expect(() => read({ namespace: 'A b' })).toThrow(
      /dockerWatcher.namespace is 'A b'. Use 1 to 63/,
    );
    expect(() => read({ owner: 'a:b:c' })).toThrow(
      /dockerWatcher.owner is 'a:b:c'. Write .* such as group:default\/platform/,
    );
  });
});
