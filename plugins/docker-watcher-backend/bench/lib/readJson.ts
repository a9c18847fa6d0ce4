import http from 'node:http';

const agent = new http.Agent({ keepAlive: true });

/** What a reader asks, over a connection that stays open. */
export function readJson<T>(url: string): Promise<T> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent }, response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200) {
            resolve(JSON.parse(text));
          } else {
            reject(new Error(`${url}: ${response.statusCode} ${text}`));
          }
        });
      })
      .on('error', reject);
  });
}
