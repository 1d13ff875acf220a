import { listed, type MakeGuide } from './guide.ts';
import { systemWorkloads } from './parts.ts';

export const proxiesGuide: MakeGuide = (facts) => {
  const { rows } = facts.view.proxies;
  const states = (row: (typeof rows)[number]) => [row.cds, row.lds, row.eds, row.rds];
  const connected = rows.filter(({ missing }) => !missing);
  const pilot = systemWorkloads(facts).find(({ name }) => name === 'istio-pilot' || name === 'istiod');
  return {
    look: { key: 'guide.proxies.look' },
    chapter: { key: 'guide.proxies.chapter' },
    here: {
      key: 'guide.proxies.here',
      values: {
        count: rows.length,
        good: rows.filter(({ health }) => health === 'good').length,
        stale: connected.filter((row) => states(row).includes('STALE')).length,
        missing: rows.length - connected.length,
      },
    },
    why: { key: 'guide.proxies.why' },
    questions: [
      {
        ask: { key: 'guide.proxies.ask.away' },
        answer: {
          key: 'guide.proxies.answer.away',
          values: { ready: pilot?.ready ?? { key: 'guide.none' } },
        },
      },
      {
        ask: { key: 'guide.proxies.ask.not-sent' },
        answer: {
          key: 'guide.proxies.answer.not-sent',
          values: {
            names: listed(connected.filter((row) => states(row).includes('NOT SENT')).map(({ id }) => id)),
          },
        },
      },
    ],
  };
};
