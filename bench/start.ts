// Start to first frame, and to the first frame with the cluster's state in it, in a real terminal, beside `kubectl get nodes` as the least
// that any tool on this cluster needs:
//   KUBECONFIG=... npm run bench:start [-- ROUNDS [ARGUMENTS OF HOIST]], e.g. -- 9 --practice for the practice cluster inside
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pty from '@lydell/node-pty';
import { ratio, summary } from './statistics.ts';

const rounds = Number(process.argv[2] ?? 9);
const told = process.argv.slice(3);
const launcher = fileURLToPath(new URL('../source/launcher/hoist.cjs', import.meta.url));

interface Start {
  first: number;
  useful: number;
  /** MiB when the useful frame is there. */
  memory: number;
}

/** The version is the first thing on screen that only the cluster can have said. */
const said = /v\d+\.\d+\.\d+/;

function hoist(): Promise<Start> {
  return new Promise((resolve) => {
    const began = performance.now();
    const env = { ...process.env, CI: 'false', TERM: 'xterm-256color' };
    const terminal = pty.spawn(process.execPath, [launcher, ...told], { cols: 120, rows: 40, env });
    let all = '';
    let first = 0;
    const reading = terminal.onData((data) => {
      all += data;
      if (!first && all.includes('hoist')) first = performance.now() - began;
      if (!said.test(all)) return;
      const useful = performance.now() - began;
      reading.dispose();
      const status = readFileSync(`/proc/${terminal.pid}/status`, 'utf8');
      const memory = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
      terminal.onExit(() => resolve({ first, useful, memory }));
      terminal.kill();
    });
  });
}

function kubectl(): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn('kubectl', ['get', 'nodes'], { stdio: 'ignore' });
    child.on('error', reject);
    child.on('close', () => resolve(performance.now() - began));
  });
}

const starts: Start[] = [];
const peers: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  starts.push(await hoist());
  peers.push(await kubectl());
}
const first = starts.map((start) => start.first);
const useful = starts.map((start) => start.useful);
console.log(`${rounds} alternating starts, median and spread`);
console.log(`first frame           ${summary(first, 'ms')}`);
console.log(`first useful frame    ${summary(useful, 'ms')}`);
console.log(
  `kubectl get nodes     ${summary(peers, 'ms')}  ratio of the useful frame ${ratio(useful, peers)}`,
);
console.log(
  `memory then           ${summary(
    starts.map((start) => start.memory),
    'MiB',
  )}`,
);
