import { found, isToday, type MakeGuide } from './guide.ts';

export const crdsGuide: MakeGuide = (facts) => ({
  look: { key: 'guide.crds.look' },
  chapter: { key: 'guide.crds.chapter' },
  here: found(facts, 'crds'),
  why: { key: isToday(facts) ? 'guide.crds.why.istiod' : 'guide.crds.why' },
  questions: [
    {
      ask: { key: 'guide.crds.ask.early' },
      answer: { key: 'guide.crds.answer.early', values: { found: found(facts, 'crds') } },
    },
    { ask: { key: 'guide.crds.ask.gone' }, answer: { key: 'guide.crds.answer.gone' } },
  ],
});
