import { describe, expect, it } from 'vitest';
import { ApiError } from '../../source/kubernetes/errors.ts';
import {
  carryingApplied,
  lastAppliedAnnotation,
  mergePatch,
  saidMore,
} from '../../source/kubernetes/fields/merge-apply.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

const deployment = (spec: object, annotations?: Record<string, string>): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'pilot', namespace: 'istio-system', ...(annotations ? { annotations } : {}) },
  spec,
});

/** As a server has it after hoist has applied `said` and others have done their part. */
function live(said: KubernetesObject | undefined, now: object, annotations = {}): KubernetesObject {
  const ours = said ? carryingApplied(said).metadata.annotations : {};
  const object = deployment(now, { ...ours, ...annotations });
  return { ...object, metadata: { ...object.metadata, resourceVersion: '7' } };
}

const fieldsOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as ApiError).body.details?.causes?.map(({ field, message }) => `${field} ${message}`);
  }
  return undefined;
};

describe('without server-side apply', () => {
  it('a value of ours that has to change is changed', () => {
    const before = deployment({ replicas: 1 });
    expect(mergePatch(deployment({ replicas: 2 }), live(before, { replicas: 1 }), false)).toMatchObject({
      spec: { replicas: 2 },
      metadata: { resourceVersion: '7' },
    });
  });

  it('a value that somebody else has set is a conflict of that field, as a server-side apply would have it', () => {
    const before = deployment({ replicas: 1, paused: true });
    const there = live(before, { replicas: 5, paused: true });
    expect(fieldsOf(() => mergePatch(before, there, false))).toEqual([
      '.spec.replicas conflict with "unknown"',
    ]);
    expect(mergePatch(before, there, true)).toMatchObject({ spec: { replicas: 1 } });
  });

  it('names kubectl where that has set it', () => {
    const said = JSON.stringify(deployment({ replicas: 5 }));
    const there = live(
      undefined,
      { replicas: 5 },
      { 'kubectl.kubernetes.io/last-applied-configuration': said },
    );
    expect(fieldsOf(() => mergePatch(deployment({ replicas: 1 }), there, false))).toEqual([
      '.spec.replicas conflict with "kubectl"',
    ]);
  });

  it('leaves what others have added, and takes away what we said and say no more', () => {
    const before = deployment({ replicas: 1, paused: true });
    const there = live(before, { replicas: 1, paused: true, minReadySeconds: 3 });
    const patch = mergePatch(deployment({ replicas: 1 }), there, false) as KubernetesObject;
    expect(patch.spec).toEqual({ replicas: 1, paused: null });
    expect(saidMore(deployment({ replicas: 1 }), there)).toBe(true);
    expect(saidMore(before, there)).toBe(false);
  });

  it('does not touch an object that is not the one that was looked at', () => {
    const wanted = deployment({ replicas: 1 });
    wanted.metadata.resourceVersion = '6';
    const refused = () => mergePatch(wanted, live(wanted, { replicas: 1 }), false);
    expect(refused).toThrow(ApiError);
    expect(fieldsOf(refused)).toBeUndefined();
  });

  it('repeats no value of a Secret', () => {
    const secret = { ...deployment({}), kind: 'Secret', data: { key: 'c2VjcmV0' } };
    expect(carryingApplied(secret).metadata.annotations?.[lastAppliedAnnotation]).toBeUndefined();
  });
});
