import { type KubernetesObject, kubectlName, refOf } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';

const shown = 4;

/** A few names for a sentence, and how many more there are. */
export function namesOf(objects: readonly KubernetesObject[]): string {
  const names = objects.slice(0, shown).map((object) => sanitizeLine(kubectlName(refOf(object))));
  return objects.length > shown ? `${names.join(', ')} +${objects.length - shown}` : names.join(', ');
}
