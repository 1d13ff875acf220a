import type { Era } from '../istio/release/era.ts';
import type { Message } from '../language/message.ts';
import type { Step } from './step.ts';
import type { RunId } from './step-id.ts';

type Texts = Pick<Step, 'explain' | 'hint'>;

/** Where today's Istio differs from what the chapter says of its own. */
const ofIstiod: Partial<Record<RunId, Partial<Record<keyof Texts, Message>>>> = {
  check: { explain: { key: 'step.check.explain.istiod' } },
  'control-plane': {
    explain: { key: 'step.control-plane.explain.istiod' },
    hint: { key: 'step.control-plane.hint.istiod' },
  },
  injection: { explain: { key: 'step.injection.explain.istiod' } },
  uninstall: { explain: { key: 'step.uninstall.explain.istiod' } },
};

/** What a step is about, and its hint, in the era of the release; the chapter's where there is none. */
export function textsOfStep({ id, explain, hint }: Step, era: Era | undefined): Texts {
  return { explain, hint, ...(era === 'istiod' ? ofIstiod[id] : {}) };
}
