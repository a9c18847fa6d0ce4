import { Config } from '@backstage/config';
import { JsonObject, JsonValue } from '@backstage/types';
import { connect, NetConnectOpts } from 'node:net';

/**
 * Whether something accepts connections at one of `dockerWatcher.hosts`.
 *
 * Entries that make no sense count as silent: the plugin complains about them itself.
 */
export async function anyEngineAnswers(
  config: Config,
  options: { timeoutMs: number },
): Promise<boolean> {
  const hosts = config.getOptional('dockerWatcher.hosts');
  const urls = (Array.isArray(hosts) ? hosts : []).flatMap((host: JsonValue) =>
    isJsonObject(host) && typeof host.url === 'string' ? [host.url] : [],
  );
  const answers = await Promise.all(
    urls.map(url => accepts(url, options.timeoutMs)),
  );
  return answers.includes(true);
}

function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function accepts(url: string, timeoutMs: number): Promise<boolean> {
  const target = parseTarget(url);
  if (!target) {
    return false;
  }
  return new Promise(resolve => {
    const socket = connect(target);
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

function parseTarget(url: string): NetConnectOpts | undefined {
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { protocol, hostname, port, pathname } = new URL(url);
  if (protocol === 'unix:') {
    return { path: decodeURIComponent(pathname) };
  }
  return protocol === 'tcp:' && hostname
    ? { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 2375) }
    : undefined;
}
