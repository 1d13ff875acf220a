import { spawn } from '@lydell/node-pty';
import { afterEach, beforeEach } from 'vitest';
import { Home, hoist, program } from './program.ts';

export let home: Home;

/** An empty home for each test of the file, gone with it. */
export function homeForEachTest(): void {
  beforeEach(() => {
    home = new Home();
  });
  afterEach(() => home.remove());
}

/** The program as it ships, with nothing but an empty home around it. */
export const run = (args: string, more: NodeJS.ProcessEnv = {}) =>
  hoist(args.split(' ').filter(Boolean), { ...home.environment, ...more });

/** What the program shows on a terminal of its own, and how it ends. */
export function onTerminal(
  args: string[],
  more: NodeJS.ProcessEnv,
): Promise<{ shown: string; exitCode: number }> {
  const env = { ...home.environment, ...more } as Record<string, string>;
  const terminal = spawn(process.execPath, [program, ...args], { env, cols: 80, rows: 24, name: env.TERM });
  let shown = '';
  terminal.onData((text) => {
    shown += text;
  });
  return new Promise((resolve) => {
    terminal.onExit(({ exitCode }) => resolve({ shown, exitCode }));
  });
}
