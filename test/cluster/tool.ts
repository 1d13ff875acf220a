import { resolve } from 'node:path';
import { start } from './program.ts';

/** The path of a program that the walks call, built by `test/cluster/cluster tool` if it is not there yet: `helm-4.3.1`, `istioctl`. */
export async function tool(name: string): Promise<string> {
  const { code, stdout, stderr } = await start(resolve('test/cluster/cluster'), ['tool', name]).ended;
  if (code !== 0) throw new Error(`cluster tool ${name}: ${stderr}`);
  return stdout.trim();
}
