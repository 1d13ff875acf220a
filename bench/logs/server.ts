// The server of the log benches, in a process of its own: node bench/logs/server.ts PODS LINES GAP_NANOSECONDS [CUTS SEED]
import { LogCluster } from '../../test/sabotage/log-cluster.ts';
import { TcpSaboteur } from '../../test/sabotage/tcp-saboteur.ts';

const [pods = 1, lines = 1, gap = 1000, cuts = 0, seed = 1] = process.argv.slice(2).map(Number);
const cluster = await LogCluster.start({ pods, lines, gap });
const saboteur = await TcpSaboteur.start(cluster.url, { cut: 0.3, most: cuts, seed });
process.send?.({ url: cuts > 0 ? saboteur.url : cluster.url });
// So many cuts as were asked for, or as many as the client has given an occasion for.
process.on('message', () => process.send?.({ cut: saboteur.done.cut }));
