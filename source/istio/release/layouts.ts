import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReleaseFiles } from './own-manifests.ts';

export type LayoutName = 'install' | 'charts';

/** How official releases of one era lie on the disk once they are unpacked. Paths are those inside of the release. */
export interface Layout {
  name: LayoutName;
  /** The release that hoist knows in this layout, as it is told to people, and the versions that it takes for it. */
  supported: string;
  supports: RegExp;
  /** A directory that only releases of this layout have. */
  mark: string;
  /** The files of each part; those that are not there are named all the same, so that they can be told to be missing. */
  files(directory: string): Promise<ReleaseFiles>;
  /** For a layout with charts alone: the folder for what is rendered from them. While it is empty, people are asked to render the charts. */
  rendered?: string;
}

const samples = {
  bookinfo: ['samples/bookinfo/platform/kube/bookinfo.yaml'],
  gateway: ['samples/bookinfo/networking/bookinfo-gateway.yaml'],
};

const crdDirectory = 'install/kubernetes/helm/istio-init/files';
/** The book's loop takes `crd*yaml`; a file of these that is missing would go unnoticed until something needs its kinds. */
const crdFiles = ['crd-10.yaml', 'crd-11.yaml', 'crd-certmanager-10.yaml', 'crd-certmanager-11.yaml'];

const renderedDirectory = 'rendered-demo';

/** Both eras' layouts; 1.1 has no `manifests/charts`, and since 1.6 there is no `install/kubernetes`. */
export const layouts: readonly Layout[] = [
  {
    name: 'install',
    supported: '1.1.0',
    supports: /^1\.1\.0$/,
    mark: 'install/kubernetes',
    async files(directory) {
      const there = (await yamlIn(join(directory, crdDirectory))).filter((file) => file.startsWith('crd'));
      const crds = [...new Set([...crdFiles, ...there])].sort().map((file) => `${crdDirectory}/${file}`);
      return { crds, controlPlane: ['install/kubernetes/istio-demo.yaml'], ...samples };
    },
  },
  {
    name: 'charts',
    supported: '1.30.3',
    supports: /^1\.30\.\d+$/,
    mark: 'manifests/charts',
    // The release itself has no plain manifests: somebody has rendered the charts of the demo profile into a directory beside them.
    rendered: renderedDirectory,
    async files(directory) {
      const rendered = (await yamlIn(join(directory, renderedDirectory))).sort();
      return {
        crds: ['manifests/charts/base/files/crd-all.gen.yaml'],
        controlPlane: rendered.map((file) => `${renderedDirectory}/${file}`),
        ...samples,
      };
    },
  },
];

/** What is there of the layouts in this directory; a release has one. */
export async function layoutsIn(directory: string): Promise<Layout[]> {
  const there = await Promise.all(layouts.map(({ mark }) => isThere(join(directory, mark), 'isDirectory')));
  return layouts.filter((_, index) => there[index]);
}

export async function isThere(path: string, what: 'isFile' | 'isDirectory'): Promise<boolean> {
  try {
    return (await stat(path))[what]();
  } catch {
    return false;
  }
}

/** The names of the YAML files of a directory; none where there is no such directory. */
async function yamlIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((file) => file.endsWith('.yaml'));
  } catch {
    return [];
  }
}
