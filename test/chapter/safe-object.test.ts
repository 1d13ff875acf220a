import { expect, it } from 'vitest';
import { safeObject } from '../../source/chapter/observe/safe-object.ts';

it('shows a Secret without its values, wherever they stand', () => {
  const lastApplied = JSON.stringify({ kind: 'Secret', data: { passphrase: 'YWRtaW4=' } });
  const secret = safeObject({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'kiali',
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': lastApplied },
    },
    data: { passphrase: 'YWRtaW4=' },
    stringData: { passphrase: 'admin' },
  });
  expect(Object.keys(secret.data)).toEqual(['passphrase']);
  expect(JSON.stringify(secret)).not.toMatch(/YWRtaW4=|admin/);
});
