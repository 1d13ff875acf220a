// The chapter's install, writes only, against `kubectl apply -f` of the very same objects, in alternating runs on a real cluster:
//   KUBECONFIG=... HOIST_TEST_RELEASE=... npm run bench:apply [-- ROUNDS]
// Everything of Istio on that cluster is taken down before each round.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Applied, applyObjects } from '../source/chapter/apply-objects.ts';
import type { Ground } from '../source/chapter/ground.ts';
import { prepare } from '../source/chapter/prepare.ts';
import { Readiness } from '../source/chapter/readiness.ts';
import { runTasks } from '../source/chapter/runner.ts';
import type { StepRun } from '../source/chapter/step.ts';
import { stepOf, steps } from '../source/chapter/steps/all.ts';
import { choose } from '../source/istio/choices/chosen-release.ts';
import { openRelease } from '../source/istio/release.ts';
import { Connection } from '../source/kubernetes/connection.ts';
import type { KubernetesObject } from '../source/kubernetes/object.ts';
import { ratio, summary } from './statistics.ts';

const rounds = Number(process.argv[2] ?? 3);
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

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const began = performance.now();
  const value = await work();
  return { seconds: (performance.now() - began) / 1000, value };
}

async function hoist(): Promise<Applied> {
  const readiness = new WritesOnly(ground.connection.api, run);
  ground.connection.api.discovery.forget();
  try {
    return await applyObjects(ground.connection.api, await objects(), readiness, run);
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
  for (let round = 0; round < rounds; round += 1) {
    await down();
    figures.hoist.push((await timed(hoist)).seconds);
    const again = await timed(hoist);
    figures.hoistAgain.push(again.seconds);
    console.log(`round ${round + 1}: second run of hoist: ${JSON.stringify(again.value)}`);
    await down();
    figures.kubectl.push((await timed(apply)).seconds);
    figures.kubectlAgain.push((await timed(apply)).seconds);
  }
  await down();
  console.log(`\n${all.length} objects, ${rounds} alternating rounds, median and spread`);
  console.log(
    `first run    hoist ${summary(figures.hoist, 's')}  kubectl ${summary(figures.kubectl, 's')}  ratio ${ratio(figures.hoist, figures.kubectl)}`,
  );
  console.log(
    `second run   hoist ${summary(figures.hoistAgain, 's')}  kubectl ${summary(figures.kubectlAgain, 's')}  ratio ${ratio(figures.hoistAgain, figures.kubectlAgain)}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
  ground.connection.close();
}
