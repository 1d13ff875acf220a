import { describe, expect, test } from 'vitest';
import { jsonLine, layOutJson } from '../../../source/chapter/logs/json-layout.ts';
import { levelOf } from '../../../source/chapter/logs/level.ts';
import { queryOf, stepsWithLogs } from '../../../source/chapter/logs/logs-request.ts';
import { readLogsOf } from '../../../source/chapter/logs/read-logs-of.ts';

describe('the level of a line', () => {
  test.each([
    ['2026-11-22T10:00:00.000Z\tinfo\tads\tPushing', 'info'],
    ['E1122 10:00:00.000000       1 reflector.go:126] failed', 'error'],
    ['W1122 10:00:00.000000       1 file.go:12] odd', 'warn'],
    ['[2026-11-22 10:00:00.000][1][warning][main] over limit', 'warn'],
    ['{"ts":"x","level":"debug","msg":"an error that was none"}', 'debug'],
    ['level=error msg="x"', 'error'],
    ['ERROR: no such host', 'error'],
    ['GET /errors/list 200', undefined],
    ['terrorist', undefined],
    ['nothing to say', undefined],
  ])('%s is %s', (text, level) => {
    expect(levelOf(text)).toBe(level);
  });
});

describe('a line of JSON', () => {
  test('is its message and its other fields, without the time that is told anyway', () => {
    const laid = layOutJson('{"ts":"t","level":"info","msg":"pushed","to":"a b","n":3,"deep":{"x":[1]}}');
    expect(laid).toEqual({
      message: 'pushed',
      fields: [
        ['level', 'info'],
        ['to', 'a b'],
        ['n', '3'],
        ['deep', '{"x":[1]}'],
      ],
    });
    expect(laid && jsonLine(laid)).toBe('pushed level=info to="a b" n=3 deep="{\\"x\\":[1]}"');
  });

  test('keeps what stands before it', () => {
    expect(layOutJson('stdout: {"msg":"a"}')?.message).toBe('stdout: a');
  });

  test.each(['no json', '{"a":', '[1]', '{x}', 'x {y} z'])('is not seen in %s', (text) => {
    expect(layOutJson(text)).toBeUndefined();
  });

  test('cannot bring in through its escapes what is cut from lines', () => {
    const laid = layOutJson('{"msg":"a\\u001b]52;c;x\\u0007b\\nc","\\u001bk":"\\u202e"}');
    expect(JSON.stringify(laid)).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(laid?.message).toBe('a\\u001b]52;c;x\\u0007b c');
  });
});

describe('whose logs a word means', () => {
  const namespace = 'shop';

  test('a workload, a pod, a step, or pods by a part of their names', () => {
    expect(readLogsOf('deploy/web', { namespace })).toEqual({
      query: { namespace, workload: { resource: 'deployments', name: 'web' } },
    });
    expect(readLogsOf('step/bookinfo', { namespace })).toEqual({ step: 'bookinfo' });
    const found = readLogsOf('web-[0-9]', { namespace });
    if (!('query' in found)) throw new Error('no query');
    expect(['web-1', 'db-1'].filter((name) => found.query.pod?.test(name))).toEqual(['web-1']);
    expect(readLogsOf(undefined, { namespace, labelSelector: 'app=web' })).toEqual({
      query: { namespace, labelSelector: 'app=web' },
    });
  });

  test.each([
    ['configmap/x', 'usage.bad-workload'],
    ['deploy/', 'usage.bad-workload'],
    ['step/check', 'usage.bad-choice'],
    ['(', 'usage.bad-pattern'],
    ['(a)\\1', 'usage.slow-pattern'],
  ])('%s is refused', (word, key) => {
    expect(readLogsOf(word, { namespace })).toMatchObject({ key });
  });

  test('one workload is in one namespace', () => {
    expect(readLogsOf('deploy/web', {})).toMatchObject({ key: 'usage.workload-needs-namespace' });
  });

  test('every step that offers logs has pods, in the release that it is about', () => {
    for (const step of stepsWithLogs) {
      const old = queryOf({ of: { step } }, { namespace, version: '1.1.0' });
      expect(old).toMatchObject({ sidecars: ['istio-proxy'] });
    }
    const injection = (version: string) => queryOf({ of: { step: 'injection' } }, { namespace, version });
    expect(injection('1.1.0')?.labelSelector).toBe('istio=sidecar-injector');
    expect(injection('1.30.3')?.labelSelector).toBe('istio=pilot');
    expect(queryOf({ of: { step: 'crds' } }, { namespace, version: '1.1.0' })).toBeUndefined();
  });
});
