import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRelease } from '../../source/istio/release/release.ts';
import { sidecarOf } from '../../source/practice/istio/sidecar.ts';
import { defaultPodSpec } from '../../source/practice/kinds/default-pod.ts';
import type { Json, KubernetesObject } from '../../source/practice/object.ts';
import { walkTheChapter } from '../practice/walk.ts';
import { recordings, release } from './directories.ts';

walkTheChapter('the whole chapter with the official manifests, without any cluster', ['--release', release]);

/** What the API server adds to both alike, and what this pod alone has. */
const withoutToken = ({ volumeMounts, ...container }: Json): Json => {
  const mounts = volumeMounts.filter(({ name }: Json) => !name.startsWith('default-token-'));
  return { ...container, ...(mounts.length ? { volumeMounts: mounts } : {}) };
};

describe.runIf(recordings)('the practice injector, beside a real one', () => {
  it('makes of the same pod the same', async () => {
    const named = recordings as string;
    const inner = readdirSync(named).find((name) => name.startsWith('istio-')) ?? '';
    const recorded: KubernetesObject = JSON.parse(
      readFileSync(join(named, inner, 'injected-pod.json'), 'utf8'),
    );
    const { annotations, ...metadata } = recorded.metadata;
    const pod = structuredClone({ ...recorded, metadata }) as KubernetesObject;
    pod.spec.containers = pod.spec.containers.filter(({ name }: Json) => name !== 'istio-proxy');
    delete pod.spec.initContainers;
    const objects = (await openRelease(release)).controlPlane() as KubernetesObject[];
    const config = (name: string): Json =>
      objects.find((one) => one.kind === 'ConfigMap' && one.metadata.name === name)?.data;
    const made = sidecarOf({
      pod,
      injectorConfig: config('istio-sidecar-injector').config,
      meshConfig: config('istio').mesh,
    });
    const spec = { containers: made.containers, initContainers: made.initContainers, volumes: made.volumes };
    defaultPodSpec(spec);
    const proxy = recorded.spec.containers.find(({ name }: Json) => name === 'istio-proxy');
    expect(spec.containers[0]).toEqual(withoutToken(proxy));
    expect(spec.initContainers[0]).toEqual(withoutToken(recorded.spec.initContainers[0]));
    expect(spec.volumes).toEqual(recorded.spec.volumes.filter(({ name }: Json) => name.startsWith('istio-')));
    expect(JSON.parse(made.status)).toEqual(JSON.parse(annotations?.['sidecar.istio.io/status'] ?? ''));
  });
});
