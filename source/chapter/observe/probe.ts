import { get } from 'node:http';
import type { PageAnswer } from '../../diagnosis/way-in.ts';
import { productPath } from '../../istio/gateway/ingress.ts';
import type { PodPort } from '../../kubernetes/connect/pod-connection.ts';
import { requestThroughPod } from '../../kubernetes/connect/tunnel.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { Ground } from '../ground.ts';

/** What Bookinfo's product page has said in its title in every release. */
const title = 'Simple Bookstore App';
const timeout = 3000;
/** Whatever answers there need not be the product page, nor ever end. */
const largestPage = 4 * 1024 * 1024;
class PageTooLarge extends Error {}

function judge(status: number, body: string): PageAnswer {
  if (status === 200 && body.includes(title)) return { type: 'page' };
  return { type: 'http', status, body: sanitizeLine(body.slice(0, 400)) };
}

/** Fetches the product page at a URL. Only an abort is thrown; a refused connection is an answer too. */
export async function askPage(url: string, signal: AbortSignal): Promise<PageAnswer> {
  try {
    const { status, body } = await fetchPage(url, AbortSignal.any([signal, AbortSignal.timeout(timeout)]));
    return judge(status, body);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PageTooLarge)
      return { type: 'silent', words: { key: 'way.too-large', values: { most: '4 MiB' } } };
    const { code, message, name } = error as { code?: unknown; message: string; name: string };
    const late = name === 'TimeoutError' || name === 'AbortError';
    const words = sanitizeLine(late ? 'ETIMEDOUT' : typeof code === 'string' ? code : message);
    return { type: words === 'ECONNREFUSED' || words === 'ECONNRESET' ? 'refused' : 'silent', words };
  }
}

/** The same from inside: a request to a gateway's pod by way of the API server. */
export async function askPageThroughPod(
  ground: Ground,
  target: PodPort,
  signal: AbortSignal,
): Promise<PageAnswer> {
  try {
    const { status, body } = await requestThroughPod(ground.connection.config, {
      ...target,
      path: productPath,
      timeout,
      signal,
    });
    return judge(status, body);
  } catch (error) {
    signal.throwIfAborted();
    const words = wordsOf(error);
    return { type: /connection refused/i.test(String(words)) ? 'refused' : 'silent', words };
  }
}

/** Not the global fetch: it would keep a connection that was made before the gateway had its routes. */
function fetchPage(url: string, signal: AbortSignal): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = get(url, { agent: false, signal }, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largestPage) call.destroy(new PageTooLarge());
        else chunks.push(chunk);
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
      answer.on('error', reject);
    });
    call.on('error', reject);
  });
}
