import { get as httpGet } from 'node:http';

/** A JSON document of another Bookinfo service, or undefined where that does not answer; each on a connection of its own, so that the versions of reviews take turns. */
export function get<T>(url: string): Promise<T | undefined> {
  return new Promise((resolve) => {
    const request = httpGet(url, { agent: false, timeout: 3000 }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(response.statusCode === 200 ? (JSON.parse(text) as T) : undefined));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}
