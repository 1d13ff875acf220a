import { describe, expect, it } from 'vitest';
import { ChoiceError } from '../../../source/istio/choices/choice-error.ts';
import { select, type Wish } from '../../../source/istio/choices/select.ts';

const problem = (wish: Wish, version = '1.1.0') => {
  try {
    select(version, wish);
  } catch (error) {
    if (error instanceof ChoiceError) return error.problem;
    throw error;
  }
  return undefined;
};
const leftOut = (wish: Wish, version = '1.1.0') =>
  select(version, wish).leftOut.map(({ id, because }) => (because ? `${id} (${because})` : id));

describe('a choice of components', () => {
  it('is everything and permissive where nothing was said', () => {
    expect(select('1.1.0')).toMatchObject({ mtls: 'permissive', leftOut: [] });
    expect(select('1.1.0').included).toHaveLength(12);
    expect(select('1.30.3').included).toEqual(['istiod', 'ingressgateway', 'egressgateway']);
  });

  it('takes along what cannot be without what is left out, and says because of what', () => {
    expect(leftOut({ without: ['citadel'] })).toEqual([
      'citadel',
      'galley (citadel)',
      'sidecar-injector (citadel)',
    ]);
    expect(leftOut({ without: ['prometheus', 'kiali'] })).toEqual([
      'prometheus',
      'grafana (prometheus)',
      'kiali',
    ]);
  });

  it('knows groups by one name', () => {
    expect(leftOut({ without: ['gateways'] })).toEqual(['ingressgateway', 'egressgateway']);
    expect(leftOut({ without: ['addons', 'mixer'] })).toHaveLength(6);
    expect(leftOut({ without: ['gateways'] }, '1.30.3')).toEqual(['ingressgateway', 'egressgateway']);
  });

  it.each<[string, Wish, string, string?]>([
    ['a component that the release has not', { without: ['citadel'] }, 'choice.unknown', '1.30.3'],
    ['a component that nobody has', { with: ['constructor'] }, 'choice.unknown'],
    ['pilot left out', { without: ['pilot'] }, 'choice.required'],
    ['istiod left out', { without: ['istiod'] }, 'choice.required', '1.30.3'],
    ['the same asked for and declined', { with: ['addons'], without: ['kiali'] }, 'choice.both'],
    ['what needs something that is left out', { with: ['galley'], without: ['citadel'] }, 'choice.needs'],
    [
      'strict without the one that makes certificates',
      { mtls: 'strict', without: ['citadel'] },
      'choice.strict-needs',
    ],
  ])('is refused: %s', (_, wish, key, version) => {
    expect(problem(wish, version)?.key).toBe(key);
  });
});
