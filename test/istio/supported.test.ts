import { expect, it } from 'vitest';
import { supportOf } from '../../source/istio/supported.ts';

it.each([
  ['v1.10.13', 'untried'],
  ['v1.11.0', 'native'],
  ['v1.14.6', 'native'],
  ['v1.15.12-gke.20', 'native'],
  ['v1.16.0', 'rewritten'],
  ['v1.20.2', 'rewritten'],
  ['v1.21.5-eks-bc4871b', 'rewritten'],
  ['v1.21.14+k3s1', 'rewritten'],
  ['v1.22.0', 'refused'],
  ['v1.22.0-alpha.1', 'refused'],
  ['v1.34.1', 'refused'],
  ['v2.0.0', 'refused'],
  ['v0.9.0', 'untried'],
  ['1.20', 'rewritten'],
  ['', 'unknown'],
  ['latest', 'unknown'],
  ['v1', 'unknown'],
  ['v1.x', 'unknown'],
  ['v1.20220101', 'unknown'],
])('1.1.0 on a server that says %s: %s', (version, support) => {
  const verdict = supportOf('1.1.0', version);
  expect(verdict.support).toBe(support);
  expect(verdict.message.key).toBe(`support.${support}`);
});

it('a release that nothing is known of is unknown, not refused', () => {
  expect(supportOf('1.9.0', 'v1.20.2').support).toBe('unknown');
});
