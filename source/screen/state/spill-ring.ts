import { type Extent, SpillFile } from './spill-file.ts';

interface Chunk<Entry> {
  first: number;
  count: number;
  bytes: number;
  /** Absent once they were spilled. */
  entries?: Entry[];
  extent?: Extent;
}

export interface SpillRingOptions<Entry> {
  /** Bytes that are kept in memory, and then on disk. */
  memory: number;
  disk: number;
  sizeOf(entry: Entry): number;
}

/** Entries move from memory to disk, and are read from there, so many bytes at a time. */
const chunkBytes = 256 * 1024;
const keptChunks = 4;

/**
 * The newest entries of an endless stream, bounded in bytes: the newest in memory, older ones on disk, still older ones dropped and
 * counted. Each has a number that never changes. Entries must come out of JSON as they went in.
 */
export class SpillRing<Entry> {
  readonly #options: SpillRingOptions<Entry>;
  readonly #file: SpillFile;
  #chunks: Chunk<Entry>[] = [{ first: 0, count: 0, bytes: 0, entries: [] }];
  /** Chunks before this place are on disk. */
  #spilled = 0;
  #memory = 0;
  #end = 0;
  readonly #read = new Map<Chunk<Entry>, Entry[]>();

  constructor(options: SpillRingOptions<Entry>) {
    this.#options = options;
    this.#file = new SpillFile(options.disk);
  }

  /** The number of the oldest entry that is still there: how many were dropped. */
  get first(): number {
    return this.#chunks[0]?.first ?? this.#end;
  }

  /** The number that the next entry gets. */
  get end(): number {
    return this.#end;
  }

  /** Bytes that it may take, in memory and on disk together. */
  get limit(): number {
    return this.#options.memory + this.#options.disk;
  }

  push(entry: Entry): void {
    const size = this.#options.sizeOf(entry);
    let last = this.#chunks.at(-1);
    if (!last?.entries || last.bytes + size > chunkBytes) {
      last = { first: this.#end, count: 0, bytes: 0, entries: [] };
      this.#chunks.push(last);
    }
    last.entries?.push(entry);
    last.count += 1;
    last.bytes += size;
    this.#memory += size;
    this.#end += 1;
    while (this.#memory > this.#options.memory && this.#spilled < this.#chunks.length - 1) this.#spill();
  }

  at(number: number): Entry | undefined {
    if (number < this.first || number >= this.#end) return undefined;
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#chunks[middle] as Chunk<Entry>).first <= number) low = middle;
      else high = middle - 1;
    }
    const chunk = this.#chunks[low] as Chunk<Entry>;
    return this.#entriesOf(chunk)[number - chunk.first];
  }

  /** Takes what is on disk away. Nothing can be read or pushed after it. */
  close(): void {
    this.#chunks = [];
    this.#read.clear();
    this.#file.close();
  }

  #entriesOf(chunk: Chunk<Entry>): Entry[] {
    if (chunk.entries) return chunk.entries;
    const known = this.#read.get(chunk);
    if (known) return known;
    const entries = JSON.parse(this.#file.read(chunk.extent as Extent)) as Entry[];
    this.#read.set(chunk, entries);
    const [oldest] = this.#read.keys();
    if (this.#read.size > keptChunks && oldest) this.#read.delete(oldest);
    return entries;
  }

  #spill(): void {
    const chunk = this.#chunks[this.#spilled] as Chunk<Entry>;
    this.#memory -= chunk.bytes;
    try {
      const extent = this.#file.write(JSON.stringify(chunk.entries));
      this.#dropWhatLay(extent);
      chunk.extent = extent;
      delete chunk.entries;
      this.#spilled += 1;
    } catch {
      // No room on the disk: then it, and all that is older, is what the ring has no room for.
      for (const gone of this.#chunks.splice(0, this.#spilled + 1)) this.#read.delete(gone);
      this.#spilled = 0;
    }
  }

  /**
   * The file is written round and round: what is written over gives way, and all that is older. That may lie elsewhere: at the file's
   * end, where the last round came farther than this one.
   */
  #dropWhatLay({ at, length }: Extent): void {
    const isOver = ({ extent: lay }: Chunk<Entry>) =>
      lay !== undefined && lay.at < at + length && lay.at + lay.length > at;
    const gone = this.#chunks.splice(0, this.#chunks.findLastIndex(isOver) + 1);
    for (const chunk of gone) this.#read.delete(chunk);
    this.#spilled -= gone.length;
  }
}
