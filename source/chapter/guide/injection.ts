import { listed, type MakeGuide } from './guide.ts';
import { labelled, podsOf } from './parts.ts';

export const injectionGuide: MakeGuide = (facts) => {
  const { namespace } = facts;
  const without = podsOf(facts)
    .filter(({ injected }) => !injected)
    .map(({ name }) => name);
  return {
    look: { key: 'guide.injection.look' },
    chapter: { key: 'guide.injection.chapter' },
    here: { key: 'guide.injection.here', values: { names: listed(labelled(facts)) } },
    why: { key: 'guide.injection.why' },
    questions: [
      {
        ask: { key: 'guide.injection.ask.before' },
        answer:
          without.length > 0
            ? { key: 'guide.injection.answer.before.some', values: { pods: without.join(', ') } }
            : { key: 'guide.injection.answer.before.none', values: { namespace } },
      },
    ],
  };
};
