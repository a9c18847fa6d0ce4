import recorded from './__fixtures__/docker-20.10.24-api-1.41.containers.json';
import newer from './__fixtures__/docker-29-api-1.52.handmade.containers.json';
import podman from './__fixtures__/podman-5.4-api-1.41.handmade.containers.json';
import { ContainerListReader } from './ContainerListReader';
import { parseContainer } from './parseContainer';

type Raw = Record<string, unknown>;

/** What a reader without a memory makes of the list. */
function parsed(list: Raw[], product = 'docker') {
  return list.flatMap(item => parseContainer(item, { product }) ?? []);
}

function createReader(product = 'docker') {
  const reader = ContainerListReader.create({ product });
  return (list: unknown) => reader.read(`${JSON.stringify(list)}\n`);
}

const id = (digit: string) => digit.repeat(64);
const raw = (more: Raw = {}): Raw => ({
  Id: id('a'),
  Names: ['/web'],
  Image: 'nginx',
  ImageID: 'sha256:1',
  Created: 1_700_000_000,
  Ports: [],
  Labels: {},
  State: 'running',
  Status: 'Up 3 minutes',
  ...more,
});

describe('ContainerListReader', () => {
  it.each([
    ['docker', recorded],
    ['docker', newer],
    ['podman', podman],
  ])('reads what engines answer as it stands, of %s', (product, list) => {
    const read = createReader(product);
    for (let i = 0; i < 3; i++) {
      expect(read(list)?.containers).toEqual(parsed(list, product));
    }
    const reworded = list.map((item: Raw) => ({
      ...item,
      Status: String(item.Status).replace(/\d+ seconds/, '7 minutes'),
    }));
    expect(read(reworded)?.containers).toEqual(parsed(reworded, product));
  });

  it('returns the same objects for what is the same', () => {
    const read = createReader();
    const list = [
      raw(),
      raw({ Id: id('b'), Status: 'Up 3 minutes (healthy)' }),
    ];
    const first = read(list)!.containers;
    const second = read([...list].reverse())!.containers;
    expect(second[0]).toBe(first[1]);
    expect(second[1]).toBe(first[0]);
    const [third] = read([{ ...list[0], Status: 'Up 4 minutes' }])!.containers;
    expect(third).toEqual({ ...first[0], statusText: 'Up 4 minutes' });
    expect(third.labels).toBe(first[0].labels);
    // The earlier answer stays what it was.
    expect(first[0].statusText).toBe('Up 3 minutes');
  });

  it('misses no change, wherever in an entry it is', () => {
    const changes: Raw[] = [
      { Names: ['/other'] },
      { Image: 'nginx:2' },
      { ImageID: 'sha256:2' },
      { State: 'exited', Status: 'Exited (0) 3 minutes ago' },
      { State: 'unheard-of', Status: 'Up 3 minutes' },
      { State: 'unheard-of', Status: 'Exited (0) 1 second ago' },
      { Status: 'Up 3 minutes (unhealthy)' },
      { Status: 'Up 3 minutes (healthy)' },
      { Status: 'Up 3 minutes' },
      { Status: '' },
      { Status: 'Up "3" \\ minutes\n' },
      { Status: undefined },
      { Health: { Status: 'healthy', FailingStreak: 0 } },
      { Health: { Status: 'unhealthy', FailingStreak: 0 } },
      { Labels: { Status: 'Up 3 minutes' } },
      { Labels: { Status: 'Up 4 minutes' } },
      { Labels: { a: '"Status":"Up 3 minutes"' } },
      { Labels: { a: `,{"Id":"${id('c')}"` } },
      { Ports: [{ PrivatePort: 80, Type: 'tcp' }] },
      { Created: 1_700_000_001 },
    ];
    const read = createReader();
    let entry = raw();
    for (const change of changes) {
      entry = { ...entry, ...change };
      const list = [entry, raw({ Id: id('b') })];
      expect(read(list)?.containers).toEqual(parsed(list));
    }
    for (const change of changes) {
      const list = [raw({ Id: id('b') }), raw(change)];
      expect(read(list)?.containers).toEqual(parsed(list));
    }
  });

  it('forgets what is gone, and tells how many entries it left out', () => {
    const read = createReader();
    const [first] = read([raw()])!.containers;
    expect(read([])).toEqual({ containers: [], skipped: 0 });
    const [again] = read([raw()])!.containers;
    expect(again).toEqual(first);
    expect(again).not.toBe(first);
    expect(read([raw({ Id: 'short' }), raw()])).toEqual({
      containers: [first],
      skipped: 1,
    });
    expect(read([raw(), 17, { Names: [] }])).toMatchObject({ skipped: 2 });
  });

  it('is not led astray by what looks like the start of an entry', () => {
    const read = createReader();
    const list = [
      raw({ Mounts: [{ Type: 'bind' }, { Id: id('c') }] }),
      raw({ Id: id('b'), NetworkSettings: [{ Id: 1 }, { Id: id('a') }] }),
    ];
    for (let i = 0; i < 3; i++) {
      expect(read(list)?.containers).toEqual(parsed(list));
    }
  });

  it('says what is no list, and fails on what is no JSON', () => {
    const reader = ContainerListReader.create({ product: 'docker' });
    expect(reader.read('{"message":"no"}')).toBeUndefined();
    const whole = JSON.stringify([raw()]);
    expect(reader.read(whole)?.containers).toHaveLength(1);
    for (const text of [
      '',
      '[',
      whole.slice(0, -1),
      `${whole}]`,
      `[${whole}`,
    ]) {
      expect(() => reader.read(text)).toThrow(SyntaxError);
    }
    expect(reader.read(JSON.stringify([raw()], null, 2))?.containers).toEqual(
      parsed([raw()]),
    );
  });
});
