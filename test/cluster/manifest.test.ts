import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownRelease } from '../../source/istio/release/own-manifests.ts';
import { readManifest } from '../../source/istio/yaml/manifest.ts';
import { kubectl, release } from './program.ts';

/** Objects one after another, each indented JSON, as kubectl prints several that were read from files. */
function objectsIn(output: string): unknown[] {
  return output
    .split(/^(?=\{$)/m)
    .filter((text) => text.trim())
    .map((text) => JSON.parse(text));
}

/**
 * What kubectl itself loads, for kinds that no server has too: a patch that changes nothing, printed. It leaves out nulls, which the
 * comparison therefore does as well.
 */
const loadedByKubectl = async (file: string) =>
  objectsIn(await kubectl('patch', '--local', '--type', 'merge', '-p', '{}', '-o', 'json', '-f', file));

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutNulls(inner)]));
}

async function manifestsOf(directory: string): Promise<string[]> {
  const files = await readdir(join(release, directory));
  return files.filter((file) => file.endsWith('.yaml')).map((file) => join(directory, file));
}

const files = [
  'install/kubernetes/istio-demo.yaml',
  ...(await manifestsOf('install/kubernetes/helm/istio-init/files')),
  ...(await manifestsOf('samples/bookinfo/networking')),
  'samples/bookinfo/platform/kube/bookinfo.yaml',
];

const own = Object.values(ownRelease('1.1.0').files).flat();

describe('every object of a release is loaded as kubectl loads it', () => {
  it.each([...files.map((file) => join(release, file)), ...own])('%s', async (path) => {
    const { objects } = await readManifest(path);
    const theirs = (await loadedByKubectl(path)).map(withoutNulls);
    expect(theirs.length).toBeGreaterThan(0);
    expect(objects.map((one) => withoutNulls(one.object))).toEqual(theirs);
  });
});
