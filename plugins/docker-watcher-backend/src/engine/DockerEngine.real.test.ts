import { generateKeyPairSync } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  EngineConnection,
  EngineEvent,
  InspectedContainer,
} from 'backstage-plugin-docker-watcher-node';
import {
  describeWithEngine,
  describeWithTlsEngine,
} from '../__testUtils__/describeWithEngine';
import { DockerDrive, TEST_LABEL } from '../__testUtils__/DockerDrive';
import { sendToEngine } from '../__testUtils__/sendToEngine';
import { waitUntil } from '../__testUtils__/waitUntil';
import { SystemClock } from '../lib/SystemClock';
import { HostileEngine } from './__testUtils__/HostileEngine';
import { DockerEngine } from './DockerEngine';

jest.setTimeout(90_000);

const clock = new SystemClock();

describeWithEngine('DockerEngine with a real engine', engine => {
  let drive: DockerDrive;
  let connection: EngineConnection;
  let abort: AbortController;
  let signal: AbortSignal;

  beforeEach(async () => {
    drive = DockerDrive.create(engine);
    abort = new AbortController();
    signal = abort.signal;
    connection = await DockerEngine.create({
      connection: engine.connection,
      hostName: 'local',
      clock,
    }).connect({ signal });
  });

  afterEach(async () => {
    abort.abort();
    connection.close();
    await drive.dispose();
  });

  it('gives nothing away of environment values and exec command lines', async () => {
    const secret = `canary-${drive.tag}-${drive.tag}`;
    const seen: unknown[] = [connection.info];
    const events: EngineEvent[] = [];
    const stream = await connection.followEvents({ signal });
    const reading = (async () => {
      for await (const event of stream) {
        events.push(event);
      }
    })();
    const id = await drive.create(
      { environment: { PASSWORD: secret, TOKEN: `a=b ${secret}` } },
      {
        config: {
          Cmd: ['/bin/sh', '-c', `sleep 3600; echo ${secret}`],
          Healthcheck: {
            Test: ['CMD-SHELL', `echo ${secret}`],
            Interval: 500_000_000,
          },
        },
      },
    );
    await drive.start(id);
    await drive.exec(id, ['/bin/sh', '-c', `true ${secret}`]);
    await waitUntil(() =>
      events.some(
        event => event.containerId === id && event.action === 'health_status',
      ),
    );
    await drive.stop(id);
    await waitUntil(() =>
      events.some(event => event.containerId === id && event.action === 'stop'),
    );
    seen.push(
      events,
      await connection.listContainers({ signal }),
      await connection.inspectContainer(id, { signal }),
    );
    // The engine itself does tell it, so the test would notice.
    const raw = await sendToEngine(engine.socketPath, {
      path: `/containers/${id}/json`,
    });
    expect(raw.text).toContain(secret);
    expect(JSON.stringify(seen)).not.toContain(secret);
    expect(JSON.stringify(seen)).toContain('PASSWORD');
    abort.abort();
    await reading;
  });

  it('reads ports, mounts, networks and the restart policy alike in list and inspection', async () => {
    const id = await drive.create(
      { name: `particulars-${drive.tag}`, labels: { a: '' } },
      {
        config: { ExposedPorts: { '9000/tcp': {} }, Volumes: { '/data': {} } },
        hostConfig: {
          NetworkMode: 'none',
          RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 },
          Tmpfs: { '/run': 'ro' },
        },
      },
    );
    await drive.start(id);
    const inspected = await connection.inspectContainer(id, { signal });
    expect(inspected).toEqual(
      expect.objectContaining({
        name: `particulars-${drive.tag}`,
        image: engine.image,
        labels: { a: '', [TEST_LABEL]: drive.tag },
        restartPolicy: 'on-failure:2',
        networks: [{ name: 'none', aliases: [] }],
        mounts: [
          expect.objectContaining({ type: 'volume', destination: '/data' }),
          { type: 'tmpfs', destination: '/run', readOnly: true },
        ],
      }),
    );
    const listed = (await connection.listContainers({ signal })).find(
      container => container.id === id,
    );
    expect(listed?.ports).toEqual(inspected?.ports);
  });

  it('counts restarts, and shows a container that restarts as such', async () => {
    const id = await drive.create(
      { exitCode: 1 },
      { hostConfig: { RestartPolicy: { Name: 'always' } } },
    );
    await drive.start(id);
    let container: InspectedContainer | undefined;
    await waitUntil(async () => {
      container = await connection.inspectContainer(id, { signal });
      return container?.state === 'restarting' && container.restartCount > 1;
    });
    expect(container).not.toEqual(
      expect.objectContaining({ exitCode: expect.anything() }),
    );
    expect(container?.finishedAt).toBeUndefined();
  });
});

describeWithTlsEngine(
  'DockerEngine with a real engine over mutual TLS',
  engine => {
    const { signal } = new AbortController();
    const { tlsConnection } = engine;
    const files = tlsConnection.tls!;
    let directory: string;

    beforeEach(async () => {
      directory = await mkdtemp(path.join(os.tmpdir(), 'tls-'));
    });

    afterEach(async () => {
      await rm(directory, { recursive: true });
    });

    const connect = (changes: Partial<typeof tlsConnection>) =>
      DockerEngine.create({
        connection: { ...tlsConnection, ...changes },
        hostName: 'remote',
        clock,
      }).connect({ signal });

    const unavailable = (message: RegExp) => ({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(message),
    });

    it('is the same engine as over the socket', async () => {
      const local = await DockerEngine.create({
        connection: engine.connection,
        hostName: 'local',
        clock,
      }).connect({ signal });
      const remote = await connect({});
      expect(remote.info.engineId).toBe(local.info.engineId);
      local.close();
      remote.close();
    });

    it('says that an engine asks for TLS, and that one does not', async () => {
      await expect(connect({ tls: undefined })).rejects.toMatchObject(
        unavailable(/This port expects TLS: add the tls option/),
      );
      const plain = await HostileEngine.start();
      await expect(
        connect({ hostname: '127.0.0.1', port: plain.port }),
      ).rejects.toMatchObject(unavailable(/speaks no TLS .*or leave tls out/));
      await plain.stop();
    });

    it('refuses an engine that the given authority did not sign, whatever the environment says', async () => {
      const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
      try {
        await expect(
          connect({ tls: { ...files, caFile: files.certFile } }),
        ).rejects.toMatchObject(
          unavailable(/Check that tls\.ca is the authority/),
        );
      } finally {
        if (before === undefined) {
          delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
        } else {
          process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
        }
      }
    });

    it('says that a key does not fit, or is none', async () => {
      const keyFile = path.join(directory, 'key.pem');
      const pairs = [
        generateKeyPairSync('rsa', { modulusLength: 2048 }),
        generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
      ];
      for (const { privateKey } of pairs) {
        await writeFile(
          keyFile,
          privateKey.export({ type: 'pkcs8', format: 'pem' }),
        );
        await expect(
          connect({ tls: { ...files, keyFile } }),
        ).rejects.toMatchObject(
          unavailable(/tls\.key is not the key of tls\.cert/),
        );
      }
      await writeFile(keyFile, 'not a key');
      await expect(
        connect({ tls: { ...files, keyFile } }),
      ).rejects.toMatchObject(
        unavailable(/are PEM files that belong together/),
      );
    });

    it('takes renewed files at the next connect', async () => {
      const keyFile = path.join(directory, 'key.pem');
      const late = DockerEngine.create({
        connection: { ...tlsConnection, tls: { ...files, keyFile } },
        hostName: 'remote',
        clock,
      });
      await expect(late.connect({ signal })).rejects.toMatchObject(
        unavailable(/Cannot read the TLS file '.*key\.pem' \(tls\.key\)/),
      );
      await copyFile(files.keyFile, keyFile);
      const connection = await late.connect({ signal });
      connection.close();
    });
  },
);
