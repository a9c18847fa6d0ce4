import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { once } from 'node:events';
import { AddressInfo, createServer, ListenOptions, Server } from 'node:net';
import { anyEngineAnswers } from './anyEngineAnswers';

const directory = createMockDirectory();
const servers: Server[] = [];

async function listen(options: ListenOptions): Promise<Server> {
  const server = createServer().listen(options);
  servers.push(server);
  await once(server, 'listening');
  return server;
}

async function ask(hosts: unknown) {
  return anyEngineAnswers(
    new ConfigReader({ dockerWatcher: JSON.parse(JSON.stringify({ hosts })) }),
    { timeoutMs: 15_000 },
  );
}

describe('anyEngineAnswers', () => {
  afterEach(() => {
    servers.splice(0).forEach(server => server.close());
  });

  it('finds an engine on a socket and on a port, also behind a silent one', async () => {
    const path = directory.resolve('docker.sock');
    const silent = { url: `unix://${directory.resolve('none.sock')}` };
    await listen({ path });
    await expect(ask([{ url: `unix://${path}` }])).resolves.toBe(true);
    await expect(ask([silent, { url: `unix://${path}` }])).resolves.toBe(true);
    await expect(ask([silent])).resolves.toBe(false);

    const server = await listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.address() as AddressInfo;
    const url = `tcp://127.0.0.1:${port}`;
    await expect(ask([{ url }])).resolves.toBe(true);
    server.close();
    await once(server, 'close');
    await expect(ask([{ url }])).resolves.toBe(false);
  });

  it.each([
    [undefined],
    [[]],
    ['unix:///x'],
    [[{ name: 'without-url' }, 7, { url: 7 }]],
    [[{ url: 'no url' }, { url: 'ssh://build' }, { url: 'tcp://' }]],
  ])('counts what makes no sense as silent: %j', async hosts => {
    await expect(ask(hosts)).resolves.toBe(false);
  });
});
