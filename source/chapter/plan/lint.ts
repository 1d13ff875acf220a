import { type Finding, lint } from '../../istio/lint/lint.ts';
import type { Ground } from '../ground.ts';
import { StepFailed, type StepRun } from '../step.ts';
import { prepared } from '../write/prepare.ts';

/**
 * What is wrong with what would be written, as this server sees it. Of our own manifests nothing is, as the tests hold; what they cannot
 * know is the server.
 */
export async function lintOf(ground: Ground, signal: AbortSignal): Promise<Finding[]> {
  const { release, connection } = ground;
  if (!release) return [];
  const { discovery } = connection.api;
  const manifest = [...release.crds(), ...release.controlPlane()];
  const { asWritten } = await prepared(ground, manifest, signal);
  const versions = new Set(asWritten.map(({ apiVersion }) => apiVersion));
  const kinds = await Promise.all([...versions].map((version) => discovery.kinds(version, signal)));
  const served = new Map(
    kinds.flat().map(({ apiVersion, kind, namespaced }) => [`${apiVersion}/${kind}`, namespaced]),
  );
  return lint(asWritten, {
    serves: (apiVersion, kind) => served.has(`${apiVersion}/${kind}`),
    namespaced: (apiVersion, kind) => served.get(`${apiVersion}/${kind}`),
  });
}

/** Before anything of it is written. Throws StepFailed where the server would refuse some of it. */
export async function refuseBroken(ground: Ground, run: StepRun, tells = false): Promise<void> {
  const findings = await lintOf(ground, run.signal);
  const [error] = findings.filter(({ severity }) => severity === 'error');
  const notes = findings.filter((one) => one !== error && one.severity !== 'info');
  for (const { message } of tells ? notes : []) run.emit({ type: 'note', level: 'warn', message });
  if (error) throw new StepFailed(error.message, error.hint);
}
