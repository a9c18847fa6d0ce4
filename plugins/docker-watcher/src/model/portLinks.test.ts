import { ContainerPort } from 'backstage-plugin-docker-watcher-common';
import { describePorts, urlHost } from './portLinks';

const port = (given: Partial<ContainerPort>): ContainerPort => ({
  ip: '0.0.0.0',
  privatePort: 80,
  publicPort: 8080,
  protocol: 'tcp',
  ...given,
});

describe('urlHost', () => {
  it.each([
    ['nas.example.com', 'nas.example.com'],
    ['localhost', 'localhost'],
    ['192.0.2.10', '192.0.2.10'],
    ['2001:db8::1', '[2001:db8::1]'],
    ['[2001:db8::1]', '[2001:db8::1]'],
  ])('puts %s into a URL as %s', (address, expected) => {
    expect(urlHost(address)).toBe(expected);
  });

  it.each([
    '',
    'data:text/html,alert(1)',
    'evil.example.com/path',
    'user@evil.example.com',
    'a b',
    '-x.example.com',
    'x..y',
    'host:80',
    '"><script>',
    'ü.example.com',
  ])('refuses %j', address => {
    expect(urlHost(address)).toBeUndefined();
  });
});

describe('describePorts', () => {
  it.each<[string, Partial<ContainerPort>, string[], string | undefined]>([
    ['the first address', {}, ['nas.lan', '192.0.2.1'], 'http://nas.lan:8080/'],
    [
      'the next good address',
      {},
      ['a/b', '192.0.2.1'],
      'http://192.0.2.1:8080/',
    ],
    [
      'no port where it is the usual one',
      { publicPort: 80 },
      ['x'],
      'http://x/',
    ],
    ['https by the inner port', { privatePort: 443 }, ['x'], 'https://x:8080/'],
    ['https by the outer port', { publicPort: 443 }, ['x'], 'https://x/'],
    [
      'the address it is bound to',
      { ip: '192.0.2.7' },
      ['x'],
      'http://192.0.2.7:8080/',
    ],
    ['nothing without an address', {}, [], undefined],
    ['nothing for loopback', { ip: '127.0.0.1' }, ['x'], undefined],
    ['nothing for the like', { ip: '::1' }, ['127.example.com'], undefined],
    [
      'loopback where the host is reached by it',
      { ip: '127.0.0.1' },
      ['nas.lan', 'localhost'],
      'http://127.0.0.1:8080/',
    ],
    [
      'IPv6 loopback where the host is reached by loopback',
      { ip: '::1' },
      ['127.0.0.1'],
      'http://[::1]:8080/',
    ],
    [
      'loopback where the host is reached by that of IPv6',
      { ip: '127.0.0.1' },
      ['[::1]'],
      'http://127.0.0.1:8080/',
    ],
    ['nothing for UDP', { protocol: 'udp' }, ['x'], undefined],
    ['nothing for a database', { privatePort: 5432 }, ['x'], undefined],
    ['nothing when not published', { publicPort: undefined }, ['x'], undefined],
    [
      'nothing for a port out of range',
      { publicPort: 70_000 },
      ['x'],
      undefined,
    ],
    ['nothing for a strange binding', { ip: 'a/b' }, ['x'], undefined],
  ])('links to %s', (_, given, addresses, href) => {
    expect(describePorts([port(given)], addresses)).toMatchObject([{ href }]);
  });

  it('shows the IPv4 and IPv6 binding of a port once, published ports first', () => {
    expect(
      describePorts(
        [
          port({ publicPort: undefined, privatePort: 9000 }),
          port({ publicPort: 9090 }),
          port({ ip: '::' }),
          port({}),
          port({ publicPort: 53, privatePort: 53, protocol: 'udp' }),
        ],
        ['x'],
      ).map(({ label, published }) => ({ label, published })),
    ).toEqual([
      { label: '53→53/udp', published: true },
      { label: '8080→80', published: true },
      { label: '9090→80', published: true },
      { label: '9000', published: false },
    ]);
  });

  it('says that a port is for the host alone only while no other binding exists', () => {
    const loopback = port({ ip: '127.0.0.1' });
    expect(describePorts([loopback], ['x'])).toMatchObject([
      { hostOnly: true },
    ]);
    expect(describePorts([loopback, port({ ip: '' })], ['x'])).toMatchObject([
      { hostOnly: false, href: 'http://x:8080/' },
    ]);
  });
});
