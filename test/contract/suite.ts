import { afterAll, beforeAll } from 'vitest';
import { applying } from './applying.ts';
import { Bench, type Traits } from './bench.ts';
import { refusals } from './broken/refusals.ts';
import { eventually } from './caller.ts';
import { controllers } from './controllers.ts';
import { creating } from './creating.ts';
import { customResources } from './custom-resources.ts';
import { deleting } from './deleting.ts';
import { deploymentRules } from './deployment-rules.ts';
import { discovery } from './discovery.ts';
import { fields } from './fields.ts';
import { listing } from './listing.ts';
import { namespaces } from './namespaces.ts';
import { patching } from './patching.ts';
import { namespace, root } from './places.ts';
import { podActions } from './pod-actions.ts';
import { reviews } from './reviews.ts';
import { schemas } from './schemas.ts';
import { updating } from './updating.ts';
import { watching } from './watching.ts';
import { wayIn } from './way-in.ts';

const parts = [
  discovery,
  schemas,
  creating,
  deploymentRules,
  updating,
  patching,
  fields,
  applying,
  listing,
  watching,
  deleting,
  namespaces,
  controllers,
  podActions,
  customResources,
  reviews,
  refusals,
  wayIn,
];

/** What every Kubernetes API does, whichever cluster answers. */
export function contract(
  start: () => Promise<{ kubeconfig: string; stop(): Promise<void> }>,
  traits: Traits,
): void {
  const bench = new Bench(traits);
  const { caller, make } = bench;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const cluster = await start();
    stop = cluster.stop;
    caller.connect(cluster.kubeconfig);
    await bench.clear();
    await make('/api/v1/namespaces', { metadata: { name: namespace } });
    await eventually(
      async () => (await caller.get(`${root}/serviceaccounts/default`)).code === 200,
      'a service account',
    );
  });

  afterAll(async () => {
    await bench.clear();
    caller.close();
    await stop();
  });

  for (const part of parts) part(bench);
}
