import { ingressService } from '../../istio/names.ts';
import type { MakeGuide } from './guide.ts';
import { systemWorkloads } from './parts.ts';

export const gatewayGuide: MakeGuide = (facts) => {
  const service = systemWorkloads(facts).find(({ name }) => name === ingressService)?.service;
  const proxy = facts.view.proxies.rows.find(({ name }) => name.startsWith(ingressService));
  return {
    look: { key: 'guide.gateway.look' },
    chapter: { key: 'guide.gateway.chapter' },
    here: service
      ? {
          key: 'guide.gateway.here',
          values: {
            type: service.type,
            external: service.externalIp,
            ports: service.ports.replaceAll(',', ', '),
          },
        }
      : { key: 'guide.gateway.here.none' },
    why: { key: 'guide.gateway.why' },
    questions: [
      {
        ask: { key: 'guide.gateway.ask.404' },
        answer: {
          key: 'guide.gateway.answer.404',
          values: { rds: proxy && !proxy.missing ? proxy.rds : { key: 'guide.none' } },
        },
      },
    ],
  };
};
