import Docker from 'dockerode';
import { EngineTransport } from './EngineTransport';
import { openAnswer, readAnswer } from './readAnswer';

/** What dockerode asks its transport to do; the part that reading needs. */
interface DialOptions {
  /** Ends with a question mark when `options` are its query. */
  path: string;
  method: string;
  options?: Record<string, unknown>;
  isStream?: boolean;
  abortSignal?: AbortSignal;
}

type DialCallback = (error: Error | null, data?: unknown) => void;

/**
 * dockerode over our own transport, with the API version agreed on.
 *
 * @remarks dockerode knows paths and parameters. Its answers are whatever the
 * engine sent: parse them, its types promise too much. Calls that change
 * something are refused; see {@link changeContainer} for those.
 */
export function createDockerode(
  transport: EngineTransport,
  apiVersion: string,
): Docker {
  const dial = (options: DialOptions, callback: DialCallback) => {
    answer(transport, apiVersion, options).then(
      data => callback(null, data),
      error => callback(error),
    );
  };
  const options: Docker.DockerOptions & { modem: { dial: typeof dial } } = {
    modem: { dial },
  };
  return new Docker(options);
}

async function answer(
  transport: EngineTransport,
  apiVersion: string,
  options: DialOptions,
): Promise<unknown> {
  if (options.method !== 'GET' || !options.abortSignal) {
    throw new Error(
      `${options.method} ${options.path} refused: only reads with a signal pass`,
    );
  }
  const request = {
    path: `/v${apiVersion}${toPath(options)}`,
    signal: options.abortSignal,
  };
  return options.isStream
    ? // A stream would keep a place among the shared sockets for ever.
      openAnswer(transport, { ...request, ownSocket: true })
    : readAnswer(transport, request);
}

function toPath(options: DialOptions): string {
  const { path, options: query = {} } = options;
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || name === 'abortSignal'
      ? []
      : [
          [
            name,
            typeof value === 'object' ? JSON.stringify(value) : String(value),
          ],
        ],
  );
  const [base] = path.split('?');
  return parameters.length > 0
    ? `${base}?${new URLSearchParams(parameters)}`
    : base;
}
