import { type GuideFacts, isToday, type MakeGuide, type Question } from './guide.ts';
import { podsOf, systemWorkloads } from './parts.ts';

export const controlPlaneGuide: MakeGuide = (facts) => {
  const rows = systemWorkloads(facts);
  return {
    look: { key: 'guide.control-plane.look' },
    chapter: { key: 'guide.control-plane.chapter' },
    here: {
      key: 'guide.control-plane.here',
      values: {
        ready: rows.filter(({ health }) => health === 'good').length,
        all: rows.length,
        single: rows.filter(({ singleReplica }) => singleReplica).length,
      },
    },
    why: { key: 'guide.control-plane.why' },
    questions: [twice(facts), strict(facts)],
  };
};

/** The chapter's remark on high availability. */
function twice(facts: GuideFacts): Question {
  const names = systemWorkloads(facts)
    .filter(({ singleReplica }) => singleReplica)
    .map(({ name }) => name)
    .join(', ');
  return {
    ask: { key: 'guide.control-plane.ask.twice' },
    answer: names
      ? {
          key: isToday(facts)
            ? 'guide.control-plane.answer.twice.istiod'
            : 'guide.control-plane.answer.twice',
          values: { names },
        }
      : { key: 'guide.control-plane.answer.twice.none' },
  };
}

/** Its remark on permissive against strict. */
function strict(facts: GuideFacts): Question {
  const { namespace } = facts;
  const pods = podsOf(facts);
  const without = pods.filter(({ injected }) => !injected).map(({ name }) => name);
  return {
    ask: { key: 'guide.control-plane.ask.strict' },
    answer:
      pods.length === 0
        ? { key: 'guide.control-plane.answer.strict.empty', values: { namespace } }
        : without.length > 0
          ? { key: 'guide.control-plane.answer.strict.some', values: { pods: without.join(', ') } }
          : { key: 'guide.control-plane.answer.strict.none', values: { namespace } },
  };
}
