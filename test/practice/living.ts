import { Cluster, type ClusterOptions } from '../../source/practice/cluster.ts';
import { type Life, startLife } from '../../source/practice/controllers/life.ts';
import type { Json, KubernetesObject } from '../../source/practice/object.ts';
import { FakeClock } from '../kubernetes/fake-clock.ts';

/** A cluster in which things happen, but only when the test moves its clock. */
export class Living {
  readonly clock = new FakeClock();
  readonly cluster: Cluster;
  readonly life: Life;

  constructor(options: Partial<ClusterOptions> = {}) {
    const onControllerError = (error: unknown) => {
      throw error;
    };
    this.cluster = new Cluster({ profile: 'chapter', clock: this.clock, onControllerError, ...options });
    this.life = startLife(this.cluster);
  }

  get client() {
    return this.cluster.client;
  }

  /** Lets the cluster's time pass until something holds; fails after ten minutes of it. */
  until(holds: () => unknown, step = 100): void {
    for (let passed = 0; !holds(); passed += step) {
      if (passed > 600_000) throw new Error(`never came true: ${holds}`);
      this.clock.advance(step);
    }
  }

  get(kind: string, name: string, namespace = 'default', apiVersion = 'v1'): KubernetesObject | undefined {
    return this.client.get({ apiVersion, kind, name, ...(namespace ? { namespace } : {}) });
  }

  pods(namespace = 'default'): KubernetesObject[] {
    return this.client.list('v1', 'Pod', { namespace });
  }

  /** `REASON: message`, oldest first. */
  events(namespace = 'default'): string[] {
    return this.client
      .list('v1', 'Event', { namespace })
      .sort((left, right) => Number(left.metadata.resourceVersion) - Number(right.metadata.resourceVersion))
      .map(({ reason, message }) => `${reason}: ${message}`);
  }

  create(apiVersion: string, kind: string, name: string, more: Json = {}, namespace = 'default') {
    const metadata = { name, ...(namespace ? { namespace } : {}), ...more.metadata };
    return this.client.create({ apiVersion, kind, ...more, metadata });
  }

  deployment(name: string, spec: Json = {}): KubernetesObject {
    return this.create('apps/v1', 'Deployment', name, { spec: { ...web(name), ...spec } });
  }
}

/** A Deployment's spec with one container that runs until it is stopped. */
export const web = (app: string, image = 'web:1'): Json => ({
  selector: { matchLabels: { app } },
  template: {
    metadata: { labels: { app } },
    spec: { containers: [{ name: 'web', image, ports: [{ containerPort: 8080 }] }] },
  },
});

export const condition = (object: KubernetesObject | undefined, type: string): Json =>
  (object?.status?.conditions ?? []).find((one: Json) => one.type === type);
