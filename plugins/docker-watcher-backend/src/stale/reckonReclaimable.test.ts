import { EngineDiskUsage } from 'backstage-plugin-docker-watcher-node';
import { UsingContainer, reckonReclaimable } from './reckonReclaimable';

const usage = (given: Partial<EngineDiskUsage> = {}): EngineDiskUsage => ({
  containers: [{ id: 'web', writableBytes: 100 }],
  volumes: [],
  images: [],
  ...given,
});
const web: UsingContainer = { id: 'web', imageId: 'img', volumes: [] };
const reckon = (using: UsingContainer[], given?: Partial<EngineDiskUsage>) =>
  reckonReclaimable(using, usage(given)).get('web');

describe('reckonReclaimable', () => {
  it('counts the writable layer', () => {
    expect(reckon([web])).toEqual({
      containerBytes: 100,
      anonymousVolumes: 0,
      volumeBytes: 0,
      imageBytes: 0,
    });
  });

  it('says nothing of what the engine did not measure', () => {
    expect(reckon([web], { containers: [{ id: 'web' }] })).toBeUndefined();
    expect(reckon([web], { containers: [] })).toBeUndefined();
  });

  it('counts volumes without a name that nothing else uses', () => {
    const volumes = [
      { name: 'own', anonymous: true, bytes: 7, users: 1 },
      { name: 'unmeasured', anonymous: true },
      { name: 'named', anonymous: false, bytes: 1000, users: 1 },
      { name: 'busy', anonymous: true, bytes: 1000, users: 2 },
      { name: 'shared', anonymous: true, bytes: 1000, users: 1 },
      { name: 'unmounted', anonymous: true, bytes: 1000, users: 0 },
    ];
    const names = [
      'own',
      'own',
      'unmeasured',
      'named',
      'busy',
      'shared',
      'gone',
    ];
    const other = { id: 'db', imageId: 'other', volumes: ['shared'] };
    expect(
      reckon([{ ...web, volumes: names }, other], { volumes }),
    ).toMatchObject({ anonymousVolumes: 2, volumeBytes: 7 });
  });

  it('counts what an image has for itself, once nothing else uses it', () => {
    const image = { id: 'img', bytes: 50, sharedBytes: 20 };
    const imageBytesOf = (
      using: UsingContainer[],
      given: EngineDiskUsage['images'][number],
    ) => reckon(using, { images: [given] })?.imageBytes;
    expect(imageBytesOf([web], { ...image, users: 1 })).toBe(30);
    expect(imageBytesOf([web], image)).toBe(30);
    expect(imageBytesOf([web], { ...image, users: 2 })).toBe(0);
    expect(
      imageBytesOf([web, { ...web, id: 'web-2' }], { ...image, users: 1 }),
    ).toBe(0);
    expect(imageBytesOf([web], { id: 'img' })).toBe(0);
  });
});
