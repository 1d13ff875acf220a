import type { GuideFacts, MakeGuide, Question } from './guide.ts';
import { podsOf, workloadsIn } from './parts.ts';

export const bookinfoGuide: MakeGuide = (facts) => {
  const { namespace } = facts;
  const rows = workloadsIn(facts, namespace);
  const pods = podsOf(facts);
  return {
    look: { key: 'guide.bookinfo.look', values: { namespace } },
    chapter: { key: 'guide.bookinfo.chapter' },
    here: {
      key: 'guide.bookinfo.here',
      values: {
        ready: rows.filter(({ health }) => health === 'good').length,
        all: rows.length,
        injected: pods.filter(({ injected }) => injected).length,
        pods: pods.length,
      },
    },
    why: { key: 'guide.bookinfo.why' },
    questions: [containers(facts), versions(facts)],
  };
};

function containers(facts: GuideFacts): Question {
  const pod = podsOf(facts).find(({ name, injected }) => injected && name.startsWith('productpage-'));
  return {
    ask: { key: 'guide.bookinfo.ask.containers' },
    answer: pod
      ? {
          key: 'guide.bookinfo.answer.containers',
          values: { pod: pod.name, containers: pod.containers.map(({ name }) => name).join(', ') },
        }
      : { key: 'guide.bookinfo.answer.containers.none' },
  };
}

function versions(facts: GuideFacts): Question {
  const names = workloadsIn(facts, facts.namespace)
    .map(({ name }) => name)
    .filter((name) => name.startsWith('reviews-'))
    .join(', ');
  return {
    ask: { key: 'guide.bookinfo.ask.versions' },
    answer: names
      ? { key: 'guide.bookinfo.answer.versions', values: { names } }
      : { key: 'guide.bookinfo.answer.versions.none' },
  };
}
