import { otherPilots } from '../istio/installed.ts';
import { pilotSelector } from '../istio/names.ts';
import { chapterVersion } from '../istio/own-manifests.ts';
import { sanitizeLine } from '../kubernetes/sanitize.ts';
import type { Ground } from './ground.ts';
import { StepFailed } from './step.ts';

/**
 * Before anything is taken down: another Istio has CRDs, webhooks and labels of the very same names, and with its CRDs would go the
 * configuration of a whole mesh. Throws StepFailed where there is one.
 */
export async function refuseWithOtherIstio(ground: Ground, signal: AbortSignal): Promise<void> {
  const { api } = ground.connection;
  const pilots = await api.listIfServed('apps/v1', 'Deployment', { labelSelector: pilotSelector, signal });
  const release = ground.release?.version ?? chapterVersion;
  const others = otherPilots(pilots, release);
  if (others.length === 0) return;
  const names = sanitizeLine(others.join(', '));
  throw new StepFailed({ key: 'remove.other-istio', values: { names, release } });
}
