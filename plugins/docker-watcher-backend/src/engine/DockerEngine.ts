import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ContainerEngine,
  EngineCallOptions,
  EngineConnection,
} from 'backstage-plugin-docker-watcher-node';
import { HostConnectionConfig } from '../config/DockerWatcherConfig';
import { Clock } from '../lib/Clock';
import { callEngine } from './callEngine';
import { createDockerode } from './createDockerode';
import { DockerConnection } from './DockerConnection';
import { EngineAnswerError } from './EngineAnswerError';
import { EngineAddress, EngineTransport } from './EngineTransport';
import { negotiateApiVersion } from './negotiateApiVersion';
import { parseEngineInfo } from './parseEngineInfo';
import { readAnswer } from './readAnswer';
import { readRecord, readTimeNano } from './readFields';
import { readTlsFiles } from './readTlsFiles';

const CONNECT_TIMEOUT_MS = 10_000;

type ReachableConnection = Extract<
  HostConnectionConfig,
  { kind: 'unix' | 'tcp' }
>;

interface DockerEngineOptions {
  connection: ReachableConnection;
  hostName: string;
  clock: Clock;
  logger?: LoggerService;
}

/**
 * A Docker or Podman engine behind a unix socket or a TCP port, with or without
 * mutual TLS.
 */
export class DockerEngine implements ContainerEngine {
  readonly #options: DockerEngineOptions;
  readonly #url: string;
  #skippedLogged = false;

  static create(options: DockerEngineOptions): DockerEngine {
    return new DockerEngine(options);
  }

  private constructor(options: DockerEngineOptions) {
    this.#options = options;
    this.#url = toUrl(options.connection);
  }

  /**
   * Reads the TLS files, agrees on an API version and asks who answers, all anew,
   * because the engine may have been updated since the last time.
   */
  async connect(options: EngineCallOptions): Promise<EngineConnection> {
    const { clock, hostName } = this.#options;
    const { signal, timeoutMs = CONNECT_TIMEOUT_MS } = options;
    const attempt = { hostName, url: this.#url, call: 'connecting' };
    let transport: EngineTransport | undefined;
    try {
      return await callEngine(
        { signal, timeoutMs, clock, attempt },
        async abortSignal => {
          transport = EngineTransport.create(await this.#resolveAddress());
          attempt.call = 'GET /_ping';
          const ping = await transport.read({
            path: '/_ping',
            signal: abortSignal,
          });
          if (ping.status !== 200) {
            throw EngineAnswerError.fromAnswer(ping);
          }
          const apiVersion = negotiateApiVersion(
            ping.headers['api-version']?.toString(),
            hostName,
          );
          const prefix = `/v${apiVersion}`;
          attempt.call = 'GET /version';
          const version = await readAnswer(transport, {
            path: `${prefix}/version`,
            signal: abortSignal,
          });
          attempt.call = 'GET /info';
          const info = await readAnswer(transport, {
            path: `${prefix}/info`,
            signal: abortSignal,
          });
          return DockerConnection.create({
            info: parseEngineInfo({ version, info, apiVersion }),
            connectedAtNano: readTimeNano(readRecord(info).SystemTime),
            docker: createDockerode(transport, apiVersion),
            transport,
            clock,
            hostName,
            url: this.#url,
            onSkipped: reason => this.#logSkipped(reason),
          });
        },
      );
    } catch (error) {
      transport?.close();
      throw error;
    }
  }

  async #resolveAddress(): Promise<EngineAddress> {
    const { connection, hostName } = this.#options;
    if (connection.kind === 'unix') {
      return { socketPath: connection.socketPath };
    }
    const { hostname, port, tls } = connection;
    return {
      hostname,
      port,
      ...(tls ? { tls: await readTlsFiles(hostName, tls) } : {}),
    };
  }

  /** Once, because the list is asked for again and again. */
  #logSkipped(reason: string): void {
    if (!this.#skippedLogged) {
      this.#skippedLogged = true;
      this.#options.logger?.warn(
        `Left out of the list of host '${this.#options.hostName}': ${reason}`,
      );
    }
  }
}

function toUrl(connection: ReachableConnection): string {
  return connection.kind === 'unix'
    ? `unix://${connection.socketPath}`
    : `tcp://${connection.hostname}:${connection.port}`;
}
