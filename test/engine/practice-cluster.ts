import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Home, program, start } from '../headless/program.ts';
import { nodePortsToOneself } from '../practice/node-ports.ts';

/** A practice cluster of its own, in a process of its own, a hundred times as fast as a real one; one at a time on this machine. */
export async function practiceCluster(...words: string[]) {
  const letGo = await nodePortsToOneself();
  const home = new Home();
  const serving = start([program, 'practice', ...words, '--speed', '100'], home.environment);
  if (!serving.child.stdout) throw new Error('no output');
  const [kubeconfig] = (await once(createInterface(serving.child.stdout), 'line')) as [string];
  const stop = async () => {
    serving.child.kill('SIGINT');
    await serving.ended;
    home.remove();
    letGo();
  };
  return { kubeconfig, stop };
}
