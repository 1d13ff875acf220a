import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import type { Cell } from '../picture/svg.ts';

const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

const keys: Record<string, string> = {
  enter: '\r',
  esc: '\u001b',
  tab: '\t',
  'shift-tab': '\u001b[Z',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  home: '\u001b[H',
  end: '\u001b[F',
  delete: '\u001b[3~',
  pgup: '\u001b[5~',
  pgdn: '\u001b[6~',
  backspace: '\u007f',
};

/** What a terminal sends for a key by its name, as the table of commands calls it. Throws for a name that no key has. */
export function sequenceOf(key: string): string {
  const known = keys[key] ?? (/^ctrl-[a-z]$/.test(key) ? String.fromCharCode(key.charCodeAt(5) - 96) : key);
  if (known === key && [...key].length > 1) throw new Error(`There is no key ${key}`);
  return known;
}

/** A word that is typed, letter by letter, unless it is one that only a key can be called. */
const isKey = (name: string): boolean => name in keys || /^(?:ctrl|shift|alt|meta)-/.test(name);

/** The program in a terminal of its own, used as a person uses it: keys go in, and what is on the screen is looked at. */
export class Terminal {
  readonly #pty: IPty;
  readonly #screen: InstanceType<typeof xterm.Terminal>;
  readonly #exit: Promise<{ exitCode: number; signal?: number }>;
  /** Everything that the program wrote, byte by byte. */
  written = '';
  #changed: (() => void)[] = [];
  #unread = 0;
  #ended = false;

  /** `args` are Node's: the program and what it is told. `cwd`: where files go that it is told to write. */
  constructor(
    args: string[],
    columns: number,
    rows: number,
    env: NodeJS.ProcessEnv = {},
    answers: (reply: string) => string = (reply) => reply,
    cwd = process.cwd(),
  ) {
    this.#screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    this.#pty = spawn(node, args, {
      cols: columns,
      rows,
      cwd,
      name: 'xterm-256color',
      env: {
        ...process.env,
        CI: 'false',
        TERM: 'xterm-256color',
        LANG: 'C.UTF-8',
        FORCE_COLOR: '1',
        ...env,
      },
    });
    // The terminal answers when it is asked what it is and where its cursor stands.
    this.#screen.onData((reply) => this.#pty.write(answers(reply)));
    this.#pty.onData((data) => {
      this.written += data;
      this.#unread += 1;
      this.#screen.write(data, () => {
        this.#unread -= 1;
        this.#tell();
      });
    });
    this.#exit = new Promise((resolve) => this.#pty.onExit(resolve));
    void this.#exit.then(() => {
      this.#ended = true;
      this.#tell();
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  get exited(): Promise<{ exitCode: number; signal?: number }> {
    return this.#exit;
  }

  /** What a person sees, row by row. */
  get lines(): string[] {
    const buffer = this.#screen.buffer.active;
    return Array.from(
      { length: this.#screen.rows },
      (_, row) => buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '',
    );
  }

  /** The same with how each cell looks. */
  get cells(): Cell[][] {
    const buffer = this.#screen.buffer.active;
    return Array.from({ length: this.#screen.rows }, (_, row) => {
      const line = buffer.getLine(buffer.viewportY + row);
      return Array.from({ length: this.#screen.cols }, (__, column) => {
        const cell = line?.getCell(column);
        return {
          text: cell?.getChars() ?? '',
          width: cell?.getWidth() ?? 1,
          colour: cell?.isFgPalette() ? cell.getFgColor() : -1,
          bold: Boolean(cell?.isBold()),
          faint: Boolean(cell?.isDim()),
          inverse: Boolean(cell?.isInverse()),
        };
      });
    });
  }

  get text(): string {
    return this.lines.join('\n');
  }

  get onAlternateScreen(): boolean {
    return this.#screen.buffer.active.type === 'alternate';
  }

  /** Keys by their names, and words that are typed. */
  press(...names: string[]): void {
    for (const name of names) this.#pty.write(isKey(name) ? sequenceOf(name) : name);
  }

  /** As a terminal sends what was pasted, once the program has asked to be told. */
  paste(text: string): void {
    this.#pty.write(`\u001b[200~${text}\u001b[201~`);
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  kill(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** Takes the terminal away from the program, as a connection does that breaks. */
  lose(): void {
    // What node-pty holds of the terminal's own end; its typings do not tell of it.
    (this.#pty as unknown as { _socket: { destroy(): void } })._socket.destroy();
  }

  /** Waits until the screen shows this. Fails with what it shows instead. */
  async until(wanted: RegExp | ((text: string) => boolean), within = 20_000): Promise<string> {
    const matches = typeof wanted === 'function' ? wanted : (text: string) => wanted.test(text);
    const late = AbortSignal.timeout(within);
    while (this.#isMidFrame || !matches(this.text)) {
      // Nothing more will come.
      if (this.#ended && this.#unread === 0)
        throw new Error(`Waited for ${wanted}, but the program has ended with:\n${this.text}`);
      await this.#change(late).catch(() => {
        throw new Error(`Waited for ${wanted}, but the screen shows:\n${this.text}`);
      });
    }
    return this.text;
  }

  /** Waits until the program has written nothing for this long, so that a frame is complete. */
  async quiet(milliseconds = 250): Promise<void> {
    for (let length = -1; length !== this.written.length; ) {
      length = this.written.length;
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    }
  }

  /** Ends the program, whatever it does. */
  async end(): Promise<void> {
    try {
      this.#pty.kill('SIGKILL');
    } catch {
      // It has ended already.
    }
    await this.#exit;
    this.#screen.dispose();
  }

  /** A frame arrives in pieces, between two marks. Nobody sees half of one in a terminal that knows them. */
  get #isMidFrame(): boolean {
    const begun = this.written.lastIndexOf('\u001b[?2026h');
    return this.#unread > 0 || begun > this.written.lastIndexOf('\u001b[?2026l');
  }

  #tell(): void {
    const waiting = this.#changed;
    this.#changed = [];
    for (const resolve of waiting) resolve();
  }

  #change(late: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (late.aborted) return reject(late.reason);
      const abort = () => reject(late.reason);
      late.addEventListener('abort', abort, { once: true });
      this.#changed.push(() => {
        late.removeEventListener('abort', abort);
        resolve();
      });
    });
  }
}
