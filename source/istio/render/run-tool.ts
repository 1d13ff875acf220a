import { execFile } from 'node:child_process';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { RenderError } from './render-error.ts';

/** Bytes. The whole demo profile is about half a megabyte; what is far beyond that is no manifest. */
const largestOutput = 64 * 2 ** 20;
/** Milliseconds. A chart is rendered in about a second, also a large one on a slow disk. */
const longest = 120_000;

/**
 * What a program of the user's prints on stdout. It is run by its arguments, never through a shell. Throws RenderError where there is no
 * such program, where it ends with another code than 0, prints without end, or does not end.
 */
export function runTool(program: string, args: readonly string[], signal?: AbortSignal): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = {
    maxBuffer: largestOutput,
    timeout: longest,
    encoding: 'utf8',
    signal,
    windowsHide: true,
  } as const;
  const child = execFile(program, args, options, (error, stdout, stderr) => {
    if (!error) resolve(stdout);
    else if (signal?.aborted) reject(signal.reason);
    else reject(new RenderError(problemOf(program, error, stderr), stderr));
  });
  // A tool that asks something would wait for ever.
  child.stdin?.end();
  return promise;
}

type Failure = Error & { code?: string | number | null; killed?: boolean; signal?: string | null };

function problemOf(program: string, error: Failure, stderr: string): RenderError['problem'] {
  const tool = sanitizeLine(program);
  if (error.code === 'ENOENT') return { key: 'render.no-tool', values: { tool } };
  if (error.code === 'EACCES' || error.code === 'ENOEXEC')
    return { key: 'render.not-a-program', values: { tool } };
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return { key: 'render.too-much', values: { tool, megabytes: largestOutput / 2 ** 20 } };
  if (error.killed) return { key: 'render.too-long', values: { tool, seconds: longest / 1000 } };
  const code = typeof error.code === 'number' ? error.code : (error.signal ?? '?');
  return { key: 'render.failed', values: { tool, code, words: wordsOf(stderr) } };
}

/** The last lines say what was wrong; what comes before them are warnings, or how to use the program. */
export function wordsOf(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => sanitizeLine(line).trim())
    .filter(Boolean);
  const error = lines.find((line) => /^error/i.test(line));
  return (error ?? lines.slice(-2).join(' ')).slice(0, 600);
}
