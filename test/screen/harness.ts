import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { buildProgram } from './build-program.ts';
import type { ProgramOptions } from './program.tsx';
import { Terminal } from './terminal.ts';

/** Starts what is said behind it where no signal tells that the terminal is gone. */
const inSessionOfItsOwn =
  "require('child_process').spawn(process.execPath, process.argv.slice(1), { detached: true, stdio: 'inherit' })";

/** Builds the program for the tests of a file; what comes back starts it, each time in a terminal of its own. */
export function prepareProgram() {
  const directory = mkdtempSync(join(tmpdir(), 'hoist-screen-'));
  const program = join(directory, 'program.mjs');
  beforeAll(() => buildProgram(program));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return (
    options: ProgramOptions = {},
    columns = 80,
    rows = 24,
    answers?: (reply: string) => string,
  ): Terminal => {
    const args = [...(options.apart ? ['-e', inSessionOfItsOwn] : []), program, JSON.stringify(options)];
    const terminal = new Terminal(args, columns, rows, {}, answers, directory);
    onTestFinished(() => terminal.end());
    return terminal;
  };
}

export const installed: ProgramOptions = {
  done: ['check', 'crds', 'control-plane', 'proxies', 'injection', 'bookinfo'],
};

/** The corners of frames: one torn frame is an odd number of them. */
export function corners(text: string): number[] {
  return ['╭┏', '╮┓', '╰┗', '╯┛'].map((pair) => [...text].filter((letter) => pair.includes(letter)).length);
}

export async function holding(screen: Terminal): Promise<void> {
  await screen.until(/2\/7/);
  screen.press('n');
  await screen.until(/to create: 13/);
  screen.press('y');
  await screen.until(/Components 12\/12/);
  await screen.until(/ready +deployment\/prometheus/);
}

/** The main screen is back, the cursor is seen, pasted text is plain again. */
export async function left(screen: Terminal): Promise<void> {
  await screen.until(() => !screen.onAlternateScreen);
  const last = (sequence: string) => screen.written.lastIndexOf(sequence);
  expect(last('\u001b[?1049l')).toBeGreaterThan(last('\u001b[?1049h'));
  expect(last('\u001b[?25h')).toBeGreaterThan(last('\u001b[?25l'));
  expect(last('\u001b[?2004l')).toBeGreaterThan(last('\u001b[?2004h'));
  expect(screen.written).not.toContain('\u001b[3J');
}
