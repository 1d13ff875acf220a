/** How a control plane is made: of pilot, galley, citadel, mixer and an injector, or of istiod, which is all but mixer since 1.5. */
export type Era = 'components' | 'istiod';

/** The era of a version like `1.30.3`; what cannot be read is taken for today's. */
export function eraOf(version: string): Era {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) === 1 && Number(minor) < 5 ? 'components' : 'istiod';
}
