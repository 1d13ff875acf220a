import { pilotSelector, systemNamespace } from '../../istio/names.ts';
import { installedVersion, otherPilots } from '../../istio/release/installed.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import type { Ground } from '../ground.ts';
import { StepFailed } from '../step.ts';

/**
 * Before anything of the mesh is written, also where a step is run by itself and no check before it: CRDs and webhooks of another
 * version, or of an Istio in another namespace, have the same names, and would be written over under a mesh that needs them as they
 * are. Throws StepFailed where there is one. One whose images do not tell its version is let pass, as by the check.
 */
export async function refuseOverOther(ground: Ground, signal: AbortSignal): Promise<void> {
  const { release, connection } = ground;
  if (!release) return;
  const options = { labelSelector: pilotSelector, signal };
  const found = await connection.api.listIfServed('apps/v1', 'Deployment', options);
  const pilots = found.filter(({ metadata }) => !metadata.deletionTimestamp);
  const here = pilots.filter(({ metadata }) => metadata.namespace === systemNamespace);
  const elsewhere = otherPilots(
    pilots.filter((one) => !here.includes(one)),
    release.version,
  );
  const version = installedVersion(here);
  const others = [
    ...elsewhere,
    ...(version && version !== release.version ? [`${systemNamespace} ${version}`] : []),
  ];
  if (others.length === 0) return;
  const values = { names: sanitizeLine(others.join(', ')), release: release.version };
  throw new StepFailed({ key: 'apply.other-istio', values }, { key: 'check.earlier.istio.hint' });
}
