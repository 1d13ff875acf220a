import type { Message } from '../language/message.ts';
import type { Cause } from './causes.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

/** The scheduler's sentence lists what each node lacks: `0/1 nodes are available: 1 Insufficient memory.` */
const sayings: [Cause, RegExp][] = [
  ['memory', /Insufficient memory/],
  ['cpu', /Insufficient cpu/],
  ['pods-full', /Insufficient pods|Too many pods/],
  ['affinity', /didn't match (?:Pod's )?node (?:affinity|selector)|didn't match node selector/],
  ['taint', /taint/],
  ['no-node', /no nodes available|0\/0 nodes|were unschedulable|unschedulable/],
];

/** Why no node takes a pod. Undefined where the sentence is none of the known ones. */
export function diagnoseScheduling(what: Message, words: string): Diagnosis | undefined {
  const found = sayings.find(([, pattern]) => pattern.test(words));
  return found && diagnosis(found[0], what, {}, ['kubectl describe nodes']);
}
