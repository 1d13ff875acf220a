import type { ObjectRef } from '../../kubernetes/object.ts';
import { shellLine } from '../shell-line.ts';

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
