import { describe, expect, it } from 'vitest';
import { fitRelease, rejectWish } from '../../source/chapter/choose/fit-release.ts';
import type { Ground } from '../../source/chapter/ground.ts';

function groundOf(gitVersion: string, more: Partial<Ground> = {}) {
  const asked: string[] = [];
  const transport = {
    json: async ({ path }: { path: string }) => {
      asked.push(path);
      return { gitVersion };
    },
  };
  const ground = {
    connection: { transport },
    timeout: 1000,
    release: undefined,
    ...more,
  } as unknown as Ground;
  return { ground, asked };
}
const { signal } = new AbortController();

describe('where nobody names a release', () => {
  it.each([
    ['v1.14.6', '1.1.0'],
    ['v1.20.2', '1.1.0'],
    ['v1.34.1', '1.30.3'],
    ['something of our own', '1.30.3'],
  ])('a server of %s gets %s, and the server is asked once', async (version, release) => {
    const { ground, asked } = groundOf(version);
    await fitRelease(ground, undefined, signal);
    await fitRelease(ground, undefined, signal);
    expect(ground.release).toMatchObject({ version: release, source: { kind: 'own' } });
    expect(ground.fits).toBe(version);
    expect(asked).toEqual(['/version']);
  });

  it('a server between both gets none, and the reason', async () => {
    const { ground, asked } = groundOf('v1.23.4');
    await fitRelease(ground, undefined, signal);
    await fitRelease(ground, undefined, signal);
    expect(ground.release).toBeUndefined();
    expect(ground.unfit).toMatchObject({ key: 'support.between' });
    expect(asked).toHaveLength(1);
  });

  it('what was chosen is held against the release that fits', async () => {
    const { ground } = groundOf('v1.34.1');
    const wish = { without: ['citadel'] };
    await expect(fitRelease(ground, wish, signal)).rejects.toMatchObject({ name: 'ChoiceError' });
    expect(ground.unfit).toBeDefined();
    const older = groundOf('v1.20.2');
    await fitRelease(older.ground, wish, signal);
    expect(older.ground.release?.selection.leftOut.map(({ id }) => id)).toContain('citadel');
  });

  it('what no release has is refused before any server is asked', () => {
    expect(() => rejectWish({ without: ['nonsense'] })).toThrow();
    expect(() => rejectWish({ without: ['citadel'] })).not.toThrow();
    expect(() => rejectWish({ without: ['istiod', 'pilot'] })).toThrow();
    expect(() => rejectWish(undefined)).not.toThrow();
  });

  it.each([
    ['pilot left out', { without: ['pilot'] }, 'choice.required'],
    ['strict without certificates', { mtls: 'strict', without: ['citadel'] }, 'choice.strict-needs'],
    ['asked for and declined', { with: ['kiali'], without: ['kiali'] }, 'choice.both'],
  ] as const)('is told by the release that knows the components: %s', (_, wish, key) => {
    expect(() => rejectWish(wish)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ key }) }),
    );
  });
});

it('a release that was named stays, and no server is asked', async () => {
  const named = { version: '1.1.0' } as Ground['release'];
  const { ground, asked } = groundOf('v1.34.1', { release: named });
  await fitRelease(ground, undefined, signal);
  expect(ground.release).toBe(named);
  expect(asked).toEqual([]);
});
