// Everything that is measured, side by side with the peers in one run:
//   npm run bench [-- logs|start|screen ...] [--rounds N]
// `logs` brings its own server; `start` and `screen` want a cluster (KUBECONFIG).
import { benchLogs } from './logs/bench-logs.ts';
import { markdown, type Row } from './table.ts';

const words = process.argv.slice(2);
const at = words.indexOf('--rounds');
const rounds = at < 0 ? 3 : Number(words[at + 1]);
const wanted = words.filter((word, index) => !word.startsWith('--') && index !== at + 1);

const benches: Record<string, (rounds: number) => Promise<Row[]>> = { logs: benchLogs };

for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${markdown(await bench(rounds))}`);
}
