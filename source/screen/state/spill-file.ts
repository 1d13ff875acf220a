import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a piece of text lies in the file. */
export interface Extent {
  at: number;
  length: number;
}

/**
 * A file of bounded size that only its owner may read, in a directory of its own, and that is gone with the program however that ends:
 * its name is taken away as soon as it is open, or at exit where a system does not allow that. Nothing is made before the first write.
 */
export class SpillFile {
  readonly #limit: number;
  #file: number | undefined;
  #next = 0;
  #remove = () => {};

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Writes the text where the oldest is; what lay there is overwritten. Throws what the system says, and for a text beyond the limit. */
  write(text: string): Extent {
    const bytes = Buffer.from(text);
    if (bytes.length > this.#limit) throw new Error('larger than the file may be');
    this.#file ??= this.#open();
    if (this.#next + bytes.length > this.#limit) this.#next = 0;
    const at = this.#next;
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#file, bytes, done, bytes.length - done, at + done);
    this.#next = at + bytes.length;
    return { at, length: bytes.length };
  }

  read({ at, length }: Extent): string {
    const bytes = Buffer.alloc(length);
    if (this.#file !== undefined) readSync(this.#file, bytes, 0, length, at);
    return bytes.toString();
  }

  close(): void {
    if (this.#file === undefined) return;
    ftruncateSync(this.#file);
    closeSync(this.#file);
    this.#file = undefined;
    this.#remove();
  }

  #open(): number {
    const directory = mkdtempSync(join(tmpdir(), 'hoist-log-'));
    const file = openSync(join(directory, 'lines'), 'wx+', 0o600);
    const remove = () => rmSync(directory, { recursive: true, force: true });
    try {
      remove();
    } catch {
      // Some systems keep the name of an open file.
      process.once('exit', remove);
      this.#remove = () => {
        process.off('exit', remove);
        remove();
      };
    }
    return file;
  }
}
