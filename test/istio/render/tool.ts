import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { RenderError } from '../../../source/istio/render/render-error.ts';
import { type RenderSpec, renderRelease } from '../../../source/istio/render/render-release.ts';

export const scratch = () => mkdtempSync(join(tmpdir(), 'hoist-render-'));

/** A program of a few lines of JavaScript in which `args` are its arguments. */
export function program(directory: string, name: string, script: string): string {
  const file = join(directory, name);
  writeFileSync(file, `#!${process.execPath}\nconst args = process.argv.slice(2);\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A helm that says its version and prints a manifest, with its arguments as a comment before it. */
export const helm = (directory: string, version: string, manifest: string, name = 'helm') =>
  program(
    directory,
    name,
    `if (args[0] === 'version') {
      if (${version.startsWith('v4')} && args.includes('--client')) { console.error('Error: unknown flag: --client'); process.exit(1); }
      console.log(${JSON.stringify(version)});
    } else console.log('# ' + JSON.stringify(args) + '\\n' + ${JSON.stringify(manifest)});`,
  );

/** Files with nothing in them, by which charts are found. */
export function chartDirectory(directory: string, layout: 'install' | 'charts'): string {
  const files =
    layout === 'install'
      ? ['Chart.yaml', 'requirements.yaml'].map((file) => `install/kubernetes/helm/istio/${file}`)
      : ['base', 'istio-control/istio-discovery', 'gateways/istio-ingress', 'gateways/istio-egress'].map(
          (chart) => `manifests/charts/${chart}/Chart.yaml`,
        );
  for (const file of files) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), '');
  }
  return directory;
}

/** What is said of a release that cannot be rendered. */
export const refused = async (spec: RenderSpec) => {
  const error = await renderRelease(spec).catch((one) => one);
  if (!(error instanceof RenderError)) throw error;
  return { key: error.problem.key, hint: error.hint?.key, stderr: error.stderr };
};
