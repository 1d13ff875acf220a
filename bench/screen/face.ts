import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { type Usage, usage } from '../usage.ts';

/** A program with a screen, and how it is started so that the namespaces of the cluster are in sight. */
export interface Program {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
}

const size = { cols: 200, rows: 60 };

/** A program in a terminal of its own: what it paints is read as a terminal would show it. Times are those of performance.now(). */
export class Face {
  readonly began = performance.now();
  /** Bytes that it has sent to its terminal. */
  bytes = 0;
  readonly #pty: IPty;
  readonly #screen = new xterm.Terminal({ ...size, allowProposedApi: true });
  readonly #ended = Promise.withResolvers<void>();
  #waiting: (() => void)[] = [];

  constructor({ command, args, env: own }: Program, kubeconfig: string) {
    const env = { ...process.env, ...own, KUBECONFIG: kubeconfig, CI: 'false', TERM: 'xterm-256color' };
    this.#pty = spawn(command, args, { ...size, env });
    this.#screen.onData((reply) => this.#pty.write(reply));
    this.#pty.onData((data) => {
      this.bytes += Buffer.byteLength(data);
      this.#screen.write(data, () => {
        for (const look of this.#waiting.splice(0)) look();
      });
    });
    this.#pty.onExit(() => this.#ended.resolve());
  }

  get text(): string {
    const buffer = this.#screen.buffer.active;
    const line = (row: number) => buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '';
    return Array.from({ length: size.rows }, (_, row) => line(row)).join('\n');
  }

  get usage(): Usage {
    return usage(this.#pty.pid);
  }

  signal(name: NodeJS.Signals): void {
    process.kill(this.#pty.pid, name);
  }

  press(keys: string): void {
    this.#pty.write(keys);
  }

  /** The time when the screen was first seen to be so. Rejects after a minute, with what it shows. */
  async until(isSo: (text: string) => boolean): Promise<number> {
    const late = performance.now() + 60_000;
    while (!isSo(this.text)) {
      if (performance.now() > late) throw new Error(`this was not waited for:\n${this.text}`);
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        timer = setTimeout(resolve, 1000);
      });
      clearTimeout(timer);
    }
    return performance.now();
  }

  async end(): Promise<void> {
    this.#pty.kill('SIGKILL');
    await this.#ended.promise;
  }
}
