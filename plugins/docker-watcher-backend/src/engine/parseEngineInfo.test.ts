import info from './__fixtures__/docker-20.10.24-api-1.41.info.json';
import version from './__fixtures__/docker-20.10.24-api-1.41.version.json';
import podman from './__fixtures__/podman-5.4-api-1.41.handmade.version.json';
import { negotiateApiVersion } from './negotiateApiVersion';
import { parseEngineInfo } from './parseEngineInfo';

describe('parseEngineInfo', () => {
  const apiVersion = '1.41';

  it('knows Docker', () => {
    expect(parseEngineInfo({ version, info, apiVersion })).toEqual({
      engineId: info.ID,
      product: 'docker',
      version: '20.10.24+dfsg1',
      apiVersion,
      os: 'linux',
      architecture: 'amd64',
      systemTime: '2026-11-24T13:32:26.328Z',
    });
  });

  it('knows Podman, whose id is another one each time', () => {
    const told = ['one', 'two'].map(ID =>
      parseEngineInfo({
        version: podman,
        info: { ID, Name: 'nas' },
        apiVersion,
      }),
    );
    expect(told[0]).toEqual(
      expect.objectContaining({
        engineId: 'podman:nas',
        product: 'podman',
        version: '5.4.0',
      }),
    );
    expect(told[1]).toEqual(told[0]);
  });

  it('makes the best of answers without content', () => {
    expect(
      parseEngineInfo({ version: 5, info: undefined, apiVersion }),
    ).toEqual({
      engineId: 'unknown',
      product: 'docker',
      version: 'unknown',
      apiVersion,
    });
  });
});

describe('negotiateApiVersion', () => {
  it.each([
    ['1.30', '1.30'],
    ['1.41', '1.41'],
    ['1.47', '1.47'],
    ['1.52', '1.47'],
    ['1.100', '1.47'],
    ['2.0', '1.47'],
  ])('offered %s it speaks %s', (offered, agreed) => {
    expect(negotiateApiVersion(offered, 'nas')).toBe(agreed);
  });

  it.each([
    ['1.29', "Host 'nas' speaks API version 1.29, and 1.30 is the oldest"],
    ['1.9', 'Update the engine'],
    [undefined, "without an Api-Version (got '')"],
    ['latest', "without an Api-Version (got 'latest')"],
  ])('offered %s it refuses: %s', (offered, message) => {
    expect(() => negotiateApiVersion(offered, 'nas')).toThrow(message);
  });
});
