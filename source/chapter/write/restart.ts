import type { ObjectRef } from '../../kubernetes/object.ts';
import type { Ground } from '../ground.ts';
import { shellLine } from '../shell-line.ts';
import { StepFailed } from '../step.ts';
import { finishing } from './finishing.ts';
import { refuseIfReadOnly } from './read-only.ts';

/** What `kubectl rollout restart` writes (kubectl pkg/polymorphichelpers/objectrestarter.go): a template that differs makes pods anew. */
const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** The template with the time of the restart in it, by the second. */
export const restartPatch = (now: Date) => {
  const annotations = { [restartedAt]: now.toISOString().replace(/\.\d+Z$/, 'Z') };
  return { spec: { template: { metadata: { annotations } } } };
};

/** The line that does the same. */
export const restartCommand = ({ kind, namespace, name }: ObjectRef): string =>
  shellLine([
    'kubectl',
    ...(namespace ? ['-n', namespace] : []),
    ...['rollout', 'restart', `${kind.toLowerCase()}/${name}`],
  ]);

/** Makes the pods of a workload anew, one after the other as its strategy says. Throws StepFailed and the Api's errors. */
export async function restartWorkload(ground: Ground, ref: ObjectRef, signal: AbortSignal): Promise<void> {
  refuseIfReadOnly(ground);
  const { api } = ground.connection;
  await ground.connection.verify(signal);
  const object = await api.get(ref, signal);
  const values = { name: ref.name };
  if (!object || object.metadata.deletionTimestamp) throw new StepFailed({ key: 'restart.gone', values });
  if (object.spec?.paused) throw new StepFailed({ key: 'restart.paused', values });
  await finishing(signal, (until) => api.merge(ref, restartPatch(new Date()), until));
}
