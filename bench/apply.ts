// The chapter's install, writes only, against `kubectl apply -f` of the very same objects, in alternating runs on a real cluster:
//   KUBECONFIG=... HOIST_TEST_RELEASE=... npm run bench:apply [-- ROUNDS [chapter|500|2000]...]
// Everything of Istio on that cluster is taken down before each round. Then 500 and 2,000 ConfigMaps in a namespace of their own.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ground } from '../source/chapter/ground.ts';
import { runTasks } from '../source/chapter/run/runner.ts';
import type { StepRun } from '../source/chapter/step.ts';
import { stepOf, steps } from '../source/chapter/steps/all.ts';
import { Readiness } from '../source/chapter/wait/readiness.ts';
import { type Applied, applyObjects } from '../source/chapter/write/apply-objects.ts';
import { prepare } from '../source/chapter/write/prepare.ts';
import { choose } from '../source/istio/choices/chosen-release.ts';
import { openRelease } from '../source/istio/release/release.ts';
import { Connection } from '../source/kubernetes/connect/connection.ts';
import type { KubernetesObject } from '../source/kubernetes/object.ts';
import { ratio, summary } from './statistics.ts';

const rounds = Number(process.argv[2] ?? 3);
/** What is measured: all of it, or what is named. */
const parts = process.argv.length > 3 ? process.argv.slice(3) : ['chapter', '500', '2000'];
const directory = process.env.HOIST_TEST_RELEASE;
if (!directory) throw new Error('HOIST_TEST_RELEASE must name an unpacked Istio 1.1.0');

/** kubectl waits for nothing but what it needs itself; so does this: CRDs only, and only because custom resources follow. */
class WritesOnly extends Readiness {
  override ready(object: KubernetesObject): Promise<void> {
    return object.kind === 'CustomResourceDefinition' ? super.ready(object) : Promise.resolve();
  }
}

const ground: Ground = {
  connection: new Connection({}),
  release: await choose(await openRelease(directory)),
  namespace: 'default',
  timeout: 600_000,
  readOnly: false,
};
const { crds, controlPlane } = ground.release ?? {};
const { signal } = new AbortController();
const run: StepRun = { signal, emit: () => {} };

async function down(): Promise<void> {
  const undone = steps.toReversed().filter((step) => step.id !== 'check' && step.id !== 'proxies');
  const tasks = [
    ...undone.map((step) => ({ step, way: 'undo' as const })),
    { step: stepOf('uninstall'), way: 'act' as const },
  ];
  for await (const event of runTasks(ground, { run: 'down', tasks, signal })) {
    if (event.type === 'finished' && event.result !== 'done')
      throw new Error('the cluster could not be emptied');
  }
}

async function objects(): Promise<KubernetesObject[]> {
  return prepare(ground, [...(crds?.() ?? []), ...(controlPlane?.() ?? [])], signal);
}

/** What was sent since the last time: all requests, and those of them that write. */
const sent = { requests: 0, writes: 0 };
const { transport } = ground.connection;
const send = transport.json.bind(transport);
transport.json = (request) => {
  sent.requests += 1;
  if (request.method !== 'GET' && request.query?.dryRun === undefined) sent.writes += 1;
  return send(request);
};
function counted(): string {
  const text = `${sent.requests} requests, ${sent.writes} of them writes`;
  Object.assign(sent, { requests: 0, writes: 0 });
  return text;
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const began = performance.now();
  const value = await work();
  return { seconds: (performance.now() - began) / 1000, value };
}

async function hoist(wanted?: KubernetesObject[]): Promise<Applied> {
  const readiness = new WritesOnly(ground.connection.api, run);
  ground.connection.api.discovery.forget();
  try {
    return await applyObjects(ground.connection.api, wanted ?? (await objects()), readiness, run);
  } finally {
    readiness.stop();
  }
}

function kubectl(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
  });
}

const folder = mkdtempSync(join(tmpdir(), 'hoist-bench-'));
const figures = {
  hoist: [] as number[],
  kubectl: [] as number[],
  hoistAgain: [] as number[],
  kubectlAgain: [] as number[],
};
try {
  const all = await objects();
  const isCrd = (object: KubernetesObject) => object.kind === 'CustomResourceDefinition';
  const file = (name: string, items: KubernetesObject[]) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    return path;
  };
  // As the chapter does it: the CRDs first, then the rest, since kubectl applies a file in one go and does not wait.
  const files = [
    file('crds.json', all.filter(isCrd)),
    file(
      'demo.json',
      all.filter((object) => !isCrd(object)),
    ),
  ];
  const apply = async () => {
    for (const path of files) {
      await kubectl('apply', '-f', path);
      if (path === files[0])
        await kubectl('wait', '--for=condition=established', '--timeout=60s', '-f', path);
    }
  };
  for (let round = 0; round < (parts.includes('chapter') ? rounds : 0); round += 1) {
    await down();
    counted();
    figures.hoist.push((await timed(() => hoist())).seconds);
    console.log(`round ${round + 1}: first run of hoist: ${counted()}`);
    const again = await timed(() => hoist());
    console.log(`round ${round + 1}: second run of hoist: ${counted()}`);
    figures.hoistAgain.push(again.seconds);
    console.log(`round ${round + 1}: second run of hoist: ${JSON.stringify(again.value)}`);
    await down();
    figures.kubectl.push((await timed(apply)).seconds);
    figures.kubectlAgain.push((await timed(apply)).seconds);
    // A busy machine may not come to the end.
    const last = Object.entries(figures).map(([name, values]) => `${name} ${values.at(-1)?.toFixed(2)} s`);
    console.log(`round ${round + 1}: ${last.join(', ')}`);
  }
  if (parts.includes('chapter')) await down();
  if (parts.includes('chapter'))
    console.log(`\n${all.length} objects, ${rounds} alternating rounds, median and spread`);
  console.log(
    `first run    hoist ${summary(figures.hoist, 's')}  kubectl ${summary(figures.kubectl, 's')}  ratio ${ratio(figures.hoist, figures.kubectl)}`,
  );
  console.log(
    `second run   hoist ${summary(figures.hoistAgain, 's')}  kubectl ${summary(figures.kubectlAgain, 's')}  ratio ${ratio(figures.hoistAgain, figures.kubectlAgain)}`,
  );
  for (const count of parts.map(Number).filter((one) => one > 0)) {
    const namespace = 'hoist-bench';
    const maps = Array.from({ length: count }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `map-${index}`, namespace },
      data: { key: `value ${index}` },
    }));
    const path = file(`maps-${count}.json`, maps);
    const times = {
      hoist: [] as number[],
      hoistAgain: [] as number[],
      kubectl: [] as number[],
      kubectlAgain: [] as number[],
    };
    const empty = async () => {
      await kubectl('delete', 'namespace', namespace, '--ignore-not-found', '--wait');
      await kubectl('create', 'namespace', namespace);
    };
    for (let round = 0; round < rounds; round += 1) {
      await empty();
      counted();
      times.hoist.push((await timed(() => hoist(maps))).seconds);
      const first = counted();
      times.hoistAgain.push((await timed(() => hoist(maps))).seconds);
      console.log(`${count} ConfigMaps, hoist: ${first}; again: ${counted()}`);
      await empty();
      times.kubectl.push((await timed(() => kubectl('apply', '-f', path))).seconds);
      times.kubectlAgain.push((await timed(() => kubectl('apply', '-f', path))).seconds);
    }
    await kubectl('delete', 'namespace', namespace);
    console.log(
      `${count} maps     hoist ${summary(times.hoist, 's')}  kubectl ${summary(times.kubectl, 's')}  ratio ${ratio(times.hoist, times.kubectl)}`,
    );
    console.log(
      `again        hoist ${summary(times.hoistAgain, 's')}  kubectl ${summary(times.kubectlAgain, 's')}  ratio ${ratio(times.hoistAgain, times.kubectlAgain)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  ground.connection.close();
}
