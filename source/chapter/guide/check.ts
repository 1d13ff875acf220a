import { type GuideFacts, isToday, type MakeGuide, type Question } from './guide.ts';
import { gibibytes } from './parts.ts';

export const checkGuide: MakeGuide = (facts) => {
  const nodes = facts.view.nodes.rows;
  const sum = (pick: (node: (typeof nodes)[number]) => number) =>
    nodes.reduce((total, node) => total + pick(node), 0);
  return {
    look: { key: 'guide.check.look' },
    chapter: { key: 'guide.check.chapter' },
    here: {
      key: 'guide.check.here',
      values: {
        version: facts.view.cluster.version,
        nodes: nodes.length,
        cpu: Number(sum(({ allocatable }) => allocatable.cpu).toFixed(1)),
        memory: gibibytes(sum(({ allocatable }) => allocatable.memory)),
      },
    },
    why: { key: 'guide.check.why' },
    questions: [largest(facts), spare(facts)],
  };
};

function largest(facts: GuideFacts): Question {
  const { view } = facts;
  const free = view.nodes.rows
    .flatMap(({ name, ready, allocatable, requested }) =>
      ready && requested ? [{ name, memory: allocatable.memory - requested.memory }] : [],
    )
    .toSorted((one, other) => other.memory - one.memory)[0];
  const values = free && { node: free.name, memory: gibibytes(free.memory) };
  return {
    ask: { key: 'guide.check.ask.largest' },
    answer: values
      ? { key: isToday(facts) ? 'guide.check.answer.largest.istiod' : 'guide.check.answer.largest', values }
      : {
          key: isToday(facts)
            ? 'guide.check.answer.largest.istiod.unknown'
            : 'guide.check.answer.largest.unknown',
        },
  };
}

function spare({ view }: GuideFacts): Question {
  const nodes = view.nodes.rows;
  return {
    ask: { key: 'guide.check.ask.spare' },
    answer:
      nodes.length > 1
        ? { key: 'guide.check.answer.spare.more', values: { count: nodes.length - 1 } }
        : { key: 'guide.check.answer.spare.one', values: { node: nodes[0]?.name ?? '?' } },
  };
}
