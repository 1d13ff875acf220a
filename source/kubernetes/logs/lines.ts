const newline = 0x0a;

export interface Line {
  text: string;
  /** Bytes beyond the limit, which are left out of `text`; 0 for nearly every line. */
  dropped: number;
}

/**
 * Cuts a stream of bytes into lines. Chunks may end anywhere, also inside a character: bytes are kept until the line is whole,
 * and a newline's byte is never part of another character in UTF-8. A line holds at most `limit` bytes in memory.
 */
export class LineSplitter {
  readonly #limit: number;
  readonly #decoder = new TextDecoder();
  #parts: Uint8Array[] = [];
  #size = 0;
  #dropped = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that this chunk completes, without their newlines. */
  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    let from = 0;
    if (this.#size + this.#dropped > 0) {
      const end = chunk.indexOf(newline);
      if (end < 0) {
        this.#keep(chunk);
        return lines;
      }
      lines.push(this.#finish(chunk.subarray(0, end)));
      from = end + 1;
    }
    const last = chunk.lastIndexOf(newline);
    // One decoding for all of a chunk's whole lines costs a fraction of one for each.
    if (last > from && last - from <= this.#limit) {
      const texts = this.#decoder.decode(chunk.subarray(from, last)).split('\n');
      for (const text of texts) lines.push({ text, dropped: 0 });
      from = last + 1;
    }
    for (;;) {
      const end = chunk.indexOf(newline, from);
      if (end < 0) break;
      lines.push(this.#finish(chunk.subarray(from, end)));
      from = end + 1;
    }
    if (from < chunk.length) this.#keep(chunk.subarray(from));
    return lines;
  }

  /** What came after the last newline, if anything did. */
  rest(): Line | undefined {
    if (this.#size + this.#dropped === 0) return undefined;
    return this.#finish(new Uint8Array());
  }

  #keep(part: Uint8Array): void {
    const room = this.#limit - this.#size;
    const kept = part.length > room ? part.subarray(0, room) : part;
    if (kept.length > 0) this.#parts.push(kept);
    this.#size += kept.length;
    this.#dropped += part.length - kept.length;
  }

  #finish(last: Uint8Array): Line {
    if (this.#size === 0 && this.#dropped === 0 && last.length <= this.#limit)
      return { text: this.#decoder.decode(last), dropped: 0 };
    this.#keep(last);
    const dropped = this.#dropped;
    const bytes = Buffer.concat(this.#parts);
    // A line that is cut may be cut inside a character; its first bytes would turn into a replacement mark.
    const text = this.#decoder.decode(dropped > 0 ? bytes.subarray(0, wholeCharacters(bytes)) : bytes);
    this.#parts = [];
    this.#size = 0;
    this.#dropped = 0;
    return { text, dropped };
  }
}

/** The length of `bytes` without a character that has only begun at its end. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
