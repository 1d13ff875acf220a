import { expect, test } from 'vitest';
import { choiceFor } from '../../source/kubernetes/fields/field-conflict.ts';
import { kubectlName } from '../../source/kubernetes/object.ts';
import { conflictRows } from '../../source/screen/overlays/conflicts.ts';

test('what is decided of a row on the screen is what the engine finds for that field', () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'istio-system', name: 'istiod' };
  const conflicts = [{ field: '.spec.replicas', owner: 'scaler', theirs: '3', ours: '1' }];
  const [row] = conflictRows({ state: 'there', value: [{ object, action: 'change', conflicts }] });
  const choices = { take: [], leave: [row?.id ?? ''] };
  expect(choiceFor(kubectlName(object), '.spec.replicas', choices)).toBe('leave');
  expect(choiceFor(kubectlName(object), '.spec.paused', choices)).toBeUndefined();
});
