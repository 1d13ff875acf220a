import { expect, it } from 'vitest';
import { explainError } from '../../source/chapter/explain.ts';
import { Doctor } from '../../source/chapter/wait/doctor.ts';
import { ApiError } from '../../source/kubernetes/errors.ts';
import type { Message } from '../../source/language/message.ts';

const object = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'istio-system',
  name,
});
const why: Message = {
  key: 'why.unschedulable',
  values: { words: '0/1 nodes are available: 1 Insufficient memory.' },
};

it('says what a wait comes down to, once for each cause', () => {
  const doctor = new Doctor();
  expect(doctor.hear({ type: 'waiting', object: object('istio-pilot'), why })).toMatchObject({
    type: 'note',
    level: 'warn',
    message: { values: { why: { key: 'diagnosis.memory.why' }, fix: { key: 'diagnosis.memory.fix' } } },
  });
  expect(doctor.hear({ type: 'waiting', object: object('istio-telemetry'), why })).toBeUndefined();
});

it('says of many images that a registry does not give any more just that, once', () => {
  const doctor = new Doctor();
  const limited = (image: string): Message => ({
    key: 'why.image',
    values: { container: 'c', image, words: 'toomanyrequests: You have reached your pull rate limit' },
  });
  expect(doctor.hear({ type: 'waiting', object: object('a'), why: limited('istio/pilot:1') })).toBeDefined();
  expect(
    doctor.hear({ type: 'waiting', object: object('b'), why: limited('istio/galley:1') }),
  ).toBeUndefined();
});

it('says nothing of what passes by itself, nor of what went well', () => {
  const doctor = new Doctor();
  expect(doctor.hear({ type: 'waiting', object: object('a'), why: { key: 'why.starting' } })).toBeUndefined();
  expect(doctor.hear({ type: 'object', object: object('a'), result: 'created' })).toBeUndefined();
  expect(doctor.hear({ type: 'ready', object: object('a') })).toBeUndefined();
});

it('gives an error that the server made the hint that fits it', () => {
  const message =
    'nodes is forbidden: User "eve" cannot list resource "nodes" in API group "" at the cluster scope';
  expect(explainError(new ApiError(403, { message })).hint).toMatchObject({
    values: { why: { key: 'diagnosis.forbidden.why', values: { verb: 'list', resource: 'nodes' } } },
  });
  expect(explainError(new ApiError(403, { message: 'no' })).hint).toEqual({ key: 'error.forbidden.hint' });
});
