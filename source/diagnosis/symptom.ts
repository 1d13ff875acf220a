import type { ObjectRef } from '../kubernetes/object.ts';
import type { Message, MessageValue, Worded } from '../language/message.ts';
import { diagnoseDefinition } from './definition.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';
import { diagnoseImage } from './image.ts';
import { diagnoseRefusal } from './refusal.ts';
import { diagnoseScheduling } from './scheduling.ts';
import { diagnoseToken } from './token.ts';

/**
 * The cause of what a row, a wait or a failure says of itself: the sentence that was told is the symptom. `about` is the object that it
 * was told of, for the lines to type. Undefined where it will pass by itself, or is its own explanation.
 */
export function diagnoseSymptom(what: Message, about?: ObjectRef): Diagnosis | undefined {
  const inner = innermost(what);
  const values: Record<string, MessageValue> = inner.values ?? {};
  // What hoist itself says is its own explanation.
  const text = (name: string) => (typeof values[name] === 'object' ? '' : String(values[name] ?? ''));
  const words = text('words');
  const pod = about?.kind === 'Pod' ? about.name : podIn(what);
  const log = (more: string) =>
    about && pod ? [`kubectl -n ${about.namespace} logs ${pod} -c ${text('container')}${more}`] : [];
  const describe = about?.namespace && pod ? [`kubectl -n ${about.namespace} describe pod ${pod}`] : [];
  switch (inner.key) {
    case 'why.image':
      return diagnoseImage(what, text('image'), words);
    case 'why.unschedulable':
      return diagnoseScheduling(what, words);
    case 'why.crash':
    case 'why.ended':
      return diagnosis(
        'crash',
        what,
        { container: text('container') },
        log(inner.key === 'why.crash' ? ' --previous' : ''),
      );
    case 'why.memory':
      return diagnosis('memory-limit', what, { container: text('container') }, describe);
    case 'why.probe':
      return diagnosis('probe', what, { container: text('container') }, [...log(' --tail=50'), ...describe]);
    case 'why.certificate':
      return diagnosis('certificate', what, { secret: text('secret') }, [
        'kubectl -n istio-system get pods -l istio=citadel',
      ]);
    case 'why.absent':
      return diagnosis('volume', what, { name: text('name'), kind: text('kind') }, describe);
    case 'why.mount':
      return diagnosis('volume', what, { name: words, kind: '' }, describe);
    case 'why.create-pods':
      return diagnoseToken(what, words, about) ?? diagnoseWords(what, words);
    case 'why.sandbox':
      return diagnosis('sandbox', what, {}, describe);
    case 'status.said':
      if (about?.kind === 'CustomResourceDefinition') return diagnoseDefinition(what, about.name, words);
      return diagnoseWords(what, words);
    case 'error.unauthorized':
      return diagnosis('unauthorized', what);
    case 'error.not-served':
      return diagnosis('not-served', what, { kind: text('kind') }, [
        'kubectl get crd',
        'kubectl api-resources',
      ]);
    default:
      return diagnoseWords(what, words);
  }
}

const diagnoseWords = (what: Message, words: string): Diagnosis | undefined =>
  words ? (diagnoseRefusal(what, words) ?? diagnoseScheduling(what, words)) : undefined;

type Said = Exclude<MessageValue, string | number | Worded>;

/** `Deployment x has failed: x-1: its image cannot be pulled`: the last of these is what it comes down to. */
function innermost(message: Message | Said): Said {
  const why = (message.values as Record<string, MessageValue> | undefined)?.why;
  return typeof why === 'object' && 'key' in why ? innermost(why) : message;
}

function podIn(message: Message | Said): string | undefined {
  const values: Record<string, MessageValue> = message.values ?? {};
  if (message.key === 'why.pod') return String(values.pod);
  const { why } = values;
  return typeof why === 'object' && 'key' in why ? podIn(why) : undefined;
}
