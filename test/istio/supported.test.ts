import { expect, it } from 'vitest';
import { fittingRelease, supportOf } from '../../source/istio/release/supported.ts';

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

it.each([
  ['v1.20.2', 'refused', 'support.refused-old'],
  ['v1.24.17', 'refused', 'support.refused-old'],
  ['v1.25.0', 'untried', 'support.untried'],
  ['v1.31.4', 'untried', 'support.untried'],
  ['v1.32.0', 'native', 'support.native'],
  ['v1.34.1+k3s1', 'native', 'support.native'],
  ['v1.36.2', 'native', 'support.native'],
  ['v1.37.0', 'untried', 'support.untried-new'],
  ['v2.0.0', 'untried', 'support.untried-new'],
  ['latest', 'unknown', 'support.unknown'],
])('1.30.3 on a server that says %s: %s', (version, support, key) => {
  for (const release of ['1.30.3', '1.30.4'])
    expect(supportOf(release, version)).toMatchObject({ support, message: { key } });
});

it.each([
  ['v1.14.6', '1.1.0'],
  ['v1.21.14', '1.1.0'],
  ['v1.25.0', '1.30.3'],
  ['v1.34.1', '1.30.3'],
  ['v1.99.0', '1.30.3'],
])('on a server that says %s, %s is installed where nobody says what', (version, release) => {
  expect(fittingRelease(version)).toEqual({ release });
});

it.each(['v1.22.0', 'v1.23.17', 'v1.24.0'])(
  'on a server that says %s, none is, and it is said why',
  (version) => {
    expect(fittingRelease(version)).toMatchObject({
      refused: { key: 'support.between', values: { version, last: '1.21', first: '1.25' } },
    });
  },
);

it('a server whose version cannot be understood has none that is known to fit', () => {
  expect(fittingRelease('latest')).toBeUndefined();
});

it('a release that nothing is known of is unknown, not refused', () => {
  expect(supportOf('1.9.0', 'v1.20.2').support).toBe('unknown');
});
