// What is measured side by side with the peers, in one run; it brings its own server:
//   npm run bench [-- logs screen] [--rounds N]
// `npm run bench:apply` and `npm run bench:start` want a cluster (KUBECONFIG); `npm run bench:soak` takes its time.
import { benchLogs } from './logs/bench-logs.ts';
import { benchScreen } from './screen/bench-screen.ts';
import { markdown, type Row } from './table.ts';

const words = process.argv.slice(2);
const at = words.indexOf('--rounds');
const rounds = at < 0 ? 3 : Number(words[at + 1]);
const wanted = words.filter((word, index) => !word.startsWith('--') && index !== at + 1);

const benches: Record<string, (rounds: number) => Promise<Row[]>> = {
  logs: benchLogs,
  screen: benchScreen,
};

for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${markdown(await bench(rounds))}`);
}
