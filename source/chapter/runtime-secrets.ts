import { certificateSecretType } from '../istio/names.ts';
import type { Api } from '../kubernetes/api.ts';
import { refOf } from '../kubernetes/object.ts';
import { removeGroup } from './remove-objects.ts';
import type { StepRun } from './step.ts';

/**
 * Deletes the key-and-certificate Secrets that Citadel made for every ServiceAccount of every namespace. Found by their type, which
 * nothing else uses; their data is never fetched. Returns how many there were.
 */
export async function removeRuntimeSecrets(api: Api, run: StepRun): Promise<number> {
  const type = await api.type('v1', 'Secret', run.signal);
  const fieldSelector = `type=${certificateSecretType}`;
  const secrets = await api.list(type, { fieldSelector, metadataOnly: true, signal: run.signal });
  const removed = await removeGroup(api, secrets.map(refOf), run);
  return removed.length;
}
