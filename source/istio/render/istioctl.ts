import { RenderError } from './render-error.ts';
import { runTool } from './run-tool.ts';

/** The user's istioctl. */
export interface Istioctl {
  program: string;
  /** `1.30.3` */
  version: string;
}

/** Finds out which istioctl this is. Throws RenderError where it is none, or one before `manifest generate` (1.4). */
export async function openIstioctl(program: string, signal?: AbortSignal): Promise<Istioctl> {
  const said = await runTool(program, ['version', '--remote=false'], signal);
  const version = /(?:^|[\s"])v?(\d+\.\d+\.\d+)/m.exec(said)?.[1];
  if (!version) throw new RenderError({ key: 'render.not-istioctl', values: { tool: program } });
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major !== 1 || minor < 6)
    throw new RenderError({ key: 'render.istioctl-version', values: { tool: program, version } });
  return { program, version };
}

/** The arguments that render a whole installation; `manifests` names a release's own charts instead of those inside the program. */
export function generateArgs(spec: { set: readonly string[]; manifests?: string }): string[] {
  const { set, manifests } = spec;
  return [
    'manifest',
    'generate',
    ...(manifests === undefined ? [] : ['--manifests', manifests]),
    ...set.flatMap((one) => ['--set', one]),
  ];
}
