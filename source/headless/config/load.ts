import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import type { Message } from '../../language/message.ts';
import { lineOf } from './line-of.ts';
import { type Config, configOf, type Keyable, problemsOf } from './schema.ts';

export interface LoadedConfig {
  path: string;
  /** Whether there is such a file; nobody needs one. */
  there: boolean;
  config: Config;
  /** What is wrong with it, with its line; then nothing of it counts. */
  problem?: Message;
}

export function configPath(environment: NodeJS.ProcessEnv): string {
  const { XDG_CONFIG_HOME: home } = environment;
  return join(home?.startsWith('/') ? home : join(homedir(), '.config'), 'hoist', 'config.yaml');
}

/** Reads the configuration file. Never throws: what is wrong is said by whoever was started. `keyable` is asked only where keys are set. */
export async function loadConfig(
  environment: NodeJS.ProcessEnv,
  keyable: () => Promise<readonly Keyable[]>,
): Promise<LoadedConfig> {
  const path = configPath(environment);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message: words } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { path, there: false, config: {} };
    return {
      path,
      there: true,
      config: {},
      problem: { key: 'config.unreadable', values: { path, words: code ?? words } },
    };
  }
  const wrong = (line: number, why: Message): LoadedConfig => ({
    path,
    there: true,
    config: {},
    problem: { key: 'config.wrong', values: { path, line, why } },
  });
  try {
    // Nothing but comments is a file too.
    const value = /^[^#\s]/m.test(text) || /^\s+[^#\s]/m.test(text) ? load(text) : {};
    const [problem] = problemsOf(value, /^keys\s*:/m.test(text) ? await keyable() : undefined);
    if (problem) return wrong(lineOf(text, problem.path), problem.message);
    return { path, there: true, config: configOf(value) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const why: Message = { key: 'config.yaml', values: { words: error.reason } };
    return wrong((error.mark?.line ?? 0) + 1, why);
  }
}
