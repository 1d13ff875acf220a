import { expect, it } from 'vitest';
import { Home, hoist } from '../headless/program.ts';
import { walkTheChapter } from './walk.ts';

walkTheChapter('the whole chapter, without any cluster', []);
walkTheChapter('the same on a current cluster, with Istio 1.30.3', [], ['--profile', 'current']);

it('brings a cluster of its own with --practice, which is gone afterwards', async () => {
  const home = new Home();
  try {
    const args = ['up', '--practice', '--speed', '60', '--yes', '--to', 'crds'];
    const { code, stdout, stderr } = await hoist(args, home.environment);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('v1.14.6');
  } finally {
    home.remove();
  }
});
