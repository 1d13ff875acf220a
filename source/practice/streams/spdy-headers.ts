import { constants, createDeflate, createInflate, type Deflate, type Inflate } from 'node:zlib';

/** The words that SPDY/3 compresses headers by (SPDY Protocol, Draft 3, 2.6.10.1), each with its length before it. */
const words =
  'options head post put delete trace accept accept-charset accept-encoding accept-language accept-ranges age allow ' +
  'authorization cache-control connection content-base content-encoding content-language content-length ' +
  'content-location content-md5 content-range content-type date etag expect expires from host if-match ' +
  'if-modified-since if-none-match if-range if-unmodified-since last-modified location max-forwards pragma ' +
  'proxy-authenticate proxy-authorization range referer retry-after server te trailer transfer-encoding upgrade ' +
  'user-agent vary via warning www-authenticate method get status 200_OK version HTTP/1.1 url public set-cookie ' +
  'keep-alive origin';

/** And after them one text without lengths. */
const rest = [
  '100101201202205206300302303304305306307402405406407408409410411412413414415416417502504505',
  '203 Non-Authoritative Information204 No Content301 Moved Permanently400 Bad Request401 Unauthorized403 Forbidden',
  '404 Not Found500 Internal Server Error501 Not Implemented503 Service Unavailable',
  'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec 00:00:00 Mon, Tue, Wed, Thu, Fri, Sat, Sun, GMT',
  'chunked,text/html,image/png,image/jpg,image/gif,application/xml,application/xhtml+xml,text/plain,text/javascript,',
  'publicprivatemax-age=gzip,deflate,sdchcharset=utf-8charset=iso-8859-1,utf-,*,enq=0.',
].join('');

function counted(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export const dictionary = Buffer.concat([
  ...words.split(' ').map((word) => counted(word.replace('_', ' '))),
  Buffer.from(rest),
]);

export type Headers = Record<string, string | undefined>;

/** No header block of a real client is larger. */
const largest = 64 * 1024;

function parse(block: Buffer): Headers {
  let at = 4;
  const next = (): string => {
    const length = block.readUInt32BE(at);
    at += 4 + length;
    if (length > largest) throw new Error('a header is too long');
    return block.toString('utf8', at - length, at);
  };
  const count = block.readUInt32BE(0);
  const headers: Headers = {};
  for (let index = 0; index < Math.min(count, 256); index++) {
    const name = next().toLowerCase();
    headers[name] = next();
  }
  return headers;
}

/** Feeds one piece to a zlib stream that goes on for the whole connection, and gives what came out of it. */
function pass(stream: Deflate | Inflate, piece: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const collect = (chunk: Buffer) => chunks.push(chunk);
    stream.on('data', collect);
    stream.once('error', reject);
    stream.write(piece);
    stream.flush(constants.Z_SYNC_FLUSH, () => {
      stream.off('data', collect);
      stream.off('error', reject);
      resolve(Buffer.concat(chunks));
    });
  });
}

/** Packs and unpacks the headers of one connection; each direction has a memory of its own. */
export class HeaderCodec {
  readonly #inflate = createInflate({ dictionary, finishFlush: constants.Z_SYNC_FLUSH });
  readonly #deflate = createDeflate({ dictionary });

  async unpack(block: Buffer): Promise<Headers> {
    return parse(await pass(this.#inflate, block));
  }

  pack(headers: Record<string, string>): Promise<Buffer> {
    const entries = Object.entries(headers);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(entries.length);
    return pass(
      this.#deflate,
      Buffer.concat([count, ...entries.flatMap(([name, value]) => [counted(name), counted(value)])]),
    );
  }

  close(): void {
    this.#inflate.on('error', () => {});
    this.#deflate.on('error', () => {});
    this.#inflate.close();
    this.#deflate.close();
  }
}
