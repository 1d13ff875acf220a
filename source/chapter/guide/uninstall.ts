import { found, isToday, listed, type MakeGuide } from './guide.ts';
import { labelled, podsOf } from './parts.ts';

export const uninstallGuide: MakeGuide = (facts) => {
  const clean = facts.view.steps.some(({ id, state }) => id === 'uninstall' && state === 'done');
  return {
    look: { key: 'guide.uninstall.look' },
    chapter: { key: 'guide.uninstall.chapter' },
    here: found(facts, 'uninstall'),
    why: { key: isToday(facts) ? 'guide.uninstall.why.istiod' : 'guide.uninstall.why' },
    questions: [
      {
        ask: { key: 'guide.uninstall.ask.namespace' },
        answer: clean
          ? { key: 'guide.uninstall.answer.namespace.clean' }
          : {
              key: 'guide.uninstall.answer.namespace',
              values: {
                crds: found(facts, 'crds'),
                labelled: listed(labelled(facts)),
                sidecars: podsOf(facts).filter(({ injected }) => injected).length,
              },
            },
      },
    ],
  };
};
