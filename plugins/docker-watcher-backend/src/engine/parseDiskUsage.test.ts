import { parseDiskUsage } from './parseDiskUsage';

const ID = 'a'.repeat(64);
const ANONYMOUS = '0123456789abcdef'.repeat(4);

describe('parseDiskUsage', () => {
  it('reads what Docker answers up to API 1.51', () => {
    expect(
      parseDiskUsage({
        LayersSize: 5_242_880,
        Containers: [
          { Id: ID, SizeRw: 4096, SizeRootFs: 5_246_976 },
          // Nothing was ever written, so the field is left out.
          { Id: 'b'.repeat(64), SizeRootFs: 5_242_880 },
          { Id: 'no id' },
        ],
        Volumes: [
          {
            Name: 'shop_db',
            Labels: null,
            UsageData: { RefCount: 1, Size: 9 },
          },
          { Name: ANONYMOUS, UsageData: { RefCount: 2, Size: 7 } },
          {
            Name: 'short',
            Labels: { 'com.docker.volume.anonymous': '' },
            UsageData: { RefCount: -1, Size: -1 },
          },
          { Name: 'unmeasured', UsageData: null },
        ],
        Images: [
          { Id: 'sha256:1', Size: 100, SharedSize: 40, Containers: 1 },
          { Id: 'sha256:2', Size: 100, SharedSize: -1, Containers: -1 },
        ],
        BuildCache: [],
      }),
    ).toEqual({
      containers: [
        { id: ID, writableBytes: 4096 },
        { id: 'b'.repeat(64), writableBytes: 0 },
      ],
      volumes: [
        { name: 'shop_db', anonymous: false, bytes: 9, users: 1 },
        { name: ANONYMOUS, anonymous: true, bytes: 7, users: 2 },
        { name: 'short', anonymous: true },
        { name: 'unmeasured', anonymous: false },
      ],
      images: [
        { id: 'sha256:1', bytes: 100, sharedBytes: 40, users: 1 },
        { id: 'sha256:2', bytes: 100 },
      ],
    });
  });

  it('reads the lists where API 1.52 has them', () => {
    expect(
      parseDiskUsage({
        ContainerUsage: { Items: [{ Id: ID, SizeRw: 1 }], TotalSize: 1 },
        VolumeUsage: { Items: [{ Name: 'v', UsageData: { Size: 2 } }] },
        ImageUsage: { Items: [{ Id: 'sha256:1', Size: 3 }] },
      }),
    ).toEqual({
      containers: [{ id: ID, writableBytes: 1 }],
      volumes: [{ name: 'v', anonymous: false, bytes: 2 }],
      images: [{ id: 'sha256:1', bytes: 3 }],
    });
  });

  it.each([undefined, null, 'text', { Containers: 'none', Volumes: [null] }])(
    'finds nothing in %p',
    value => {
      expect(parseDiskUsage(value)).toEqual({
        containers: [],
        volumes: [],
        images: [],
      });
    },
  );
});
