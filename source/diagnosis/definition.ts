import type { Message } from '../language/message.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

/** What the server says of a CRD whose names it did not accept (kubernetes apiextensions-apiserver, naming_controller.go). */
const conflict = /^(Plural|Singular|ShortNames|Kind|ListKind)Conflict\b/;

/** Why the CRD `name` will never be served, by the `words` of its condition. Undefined where they are of something else. */
export const diagnoseDefinition = (what: Message, name: string, words: string): Diagnosis | undefined =>
  conflict.test(words)
    ? diagnosis('crd-names', what, { name, words }, [`kubectl get crd ${name} -o yaml`])
    : undefined;
