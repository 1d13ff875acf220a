import { RenderError } from './render-error.ts';
import { runTool } from './run-tool.ts';

/** The user's helm. */
export interface Helm {
  program: string;
  /** `3.18.4` */
  version: string;
  major: number;
}

/** What one chart is rendered with. */
export interface ChartSpec {
  chart: string;
  name: string;
  namespace: string;
  values?: readonly string[];
  set?: readonly string[];
  setString?: readonly string[];
}

/** Finds out which helm this is. Throws RenderError where it is none, or one that nobody tried this with. */
export async function openHelm(program: string, signal?: AbortSignal): Promise<Helm> {
  // Helm 2 would ask its Tiller without --client; Helm 4 knows no --client any more.
  const said = await runTool(program, ['version', '--client', '--short'], signal).catch((error) => {
    if (!(error instanceof RenderError) || error.problem.key !== 'render.failed') throw error;
    return runTool(program, ['version', '--short'], signal);
  });
  const version = helmVersion(said);
  if (!version) throw new RenderError({ key: 'render.not-helm', values: { tool: program } });
  const major = Number(version.split('.')[0]);
  if (major < 2 || major > 4)
    throw new RenderError({ key: 'render.helm-version', values: { tool: program, version } });
  return { program, version, major };
}

/** `v3.18.4+gd80839c`; from Helm 2 `Client: v2.16.7+g5f2584f`, or the whole structure where it was built by hand. */
export function helmVersion(said: string): string | undefined {
  return /(?:^|[\s"])v(\d+\.\d+\.\d+)/m.exec(said)?.[1];
}

/** The arguments that render a chart: Helm 2 wants the name of the release as a flag, later ones as the first word. */
export function templateArgs(major: number, spec: ChartSpec): string[] {
  const { chart, name, namespace, values = [], set = [], setString = [] } = spec;
  return [
    'template',
    ...(major === 2 ? [chart, '--name', name] : [name, chart]),
    '--namespace',
    namespace,
    ...values.flatMap((file) => ['--values', file]),
    ...set.flatMap((one) => ['--set', one]),
    ...setString.flatMap((one) => ['--set-string', one]),
  ];
}
