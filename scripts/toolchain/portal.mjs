import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Where the two halves of the portal listen, from the text of app-config.yaml and
 * the environment it refers to. No YAML parser is installed yet when this is asked.
 */
export function readPortalUrls(configText, env = {}) {
  const read = (section, fallback) => {
    const block = new RegExp(`^${section}:\\n((?:[ #].*\\n|\\n)*)`, 'm').exec(
      configText,
    )?.[1];
    const value = /^ {2}baseUrl: *['"]?(https?:\/\/[^\s'"#]+)/m.exec(
      block ?? '',
    )?.[1];
    const url = value?.replace(
      /\$\{(\w+)(?::-([^}]*))?\}/g,
      (_, name, otherwise) => env[name] || otherwise || '',
    );
    return url && URL.canParse?.(url) !== false ? url : fallback;
  };
  return {
    frontend: read('app', 'http://localhost:3000'),
    backend: read('backend', 'http://localhost:7007'),
  };
}

/** localhost is one address for some servers and the other for the rest. */
function addressesOf(hostname) {
  return hostname === 'localhost' ? ['127.0.0.1', '::1'] : [hostname];
}

/** Whether something accepts connections there. */
export async function isPortOpen(url) {
  const port = Number(url.port || 80);
  const answers = await Promise.all(
    addressesOf(url.hostname).map(
      host =>
        new Promise(resolve => {
          const socket = net.connect({ host, port, timeout: 2000 });
          const finish = open => {
            socket.destroy();
            resolve(open);
          };
          socket.once('connect', () => finish(true));
          socket.once('error', () => finish(false));
          socket.once('timeout', () => finish(false));
        }),
    ),
  );
  return answers.includes(true);
}

/** Resolves once the URL answers with success; asks once a second. */
export async function waitForUrl(url) {
  const target = new URL(url);
  for (;;) {
    for (const hostname of addressesOf(target.hostname)) {
      if (await answers(target, hostname)) {
        return;
      }
    }
    await sleep(1000, undefined, { ref: false });
  }
}

function answers(target, hostname) {
  return new Promise(resolve => {
    const request = http.get(
      {
        hostname,
        port: target.port,
        path: target.pathname,
        headers: { host: target.host, accept: 'text/html' },
        timeout: 120_000,
      },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.once('error', () => resolve(false));
    request.once('timeout', () => request.destroy(new Error('timeout')));
  });
}
