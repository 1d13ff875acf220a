import { describe, expect, test } from 'vitest';
import type { ChapterEvent } from '../../source/chapter/event.ts';
import { auditJson, checkJson, errorJson, eventJson, statusJson } from '../../source/headless/print/json.ts';
import { check, events, report, said, started, view } from './fake-chapter.ts';

describe('check', () => {
  test('has success and, per category, each check with its result in words', () => {
    expect(JSON.parse(checkJson(report(check('fail')), 'en'))).toEqual({
      success: false,
      categories: [
        {
          id: 'nodes',
          title: 'The server refuses: nodes',
          titleKey: 'error.forbidden',
          checks: [
            {
              id: 'nodes.ready',
              title: 'The server refuses: every node is ready',
              titleKey: 'error.forbidden',
              result: 'fail',
              message: 'The server refuses: one node',
              messageKey: 'error.forbidden',
              hint: 'The server refuses: look at the node',
              hintKey: 'error.forbidden',
            },
          ],
        },
      ],
    });
  });

  test('has a hint of null where nothing is to be done', () => {
    const { categories } = JSON.parse(checkJson(report(check('pass')), 'en'));
    expect(categories[0].checks[0]).toHaveProperty('hint', null);
  });

  test('speaks the language that was asked for and keeps the keys', () => {
    const { categories } = JSON.parse(checkJson(report(check('pass')), 'ja'));
    expect(categories[0]).toMatchObject({
      title: 'サーバーが拒否しました: nodes',
      titleKey: 'error.forbidden',
    });
  });
});

describe('status', () => {
  test('has the six parts as plain lists', () => {
    const status = JSON.parse(statusJson(view(), 'en'));
    expect(status).toMatchObject({
      cluster: { context: 'desk', version: 'v1.14.6' },
      nodes: [{ name: 'one' }],
      namespaces: [{ name: 'default', injection: 'enabled' }],
      components: [{ name: 'productpage-v1', pods: [{ ready: '2/2' }] }],
      proxies: [{ cds: 'SYNCED', meaning: 'The server refuses: as it should be' }],
      steps: [{ id: 'check', state: 'done' }, { id: 'crds' }],
      problems: [],
    });
  });

  test('tells an empty part from one that could not be read', () => {
    const freshness = { state: 'forbidden', verb: 'list', resource: 'nodes', message: 'no' } as const;
    const status = JSON.parse(statusJson(view({ nodes: { rows: [], freshness } }), 'en'));
    expect(status.nodes).toEqual([]);
    expect(status.problems).toEqual([
      { part: 'nodes', state: 'forbidden', verb: 'list', resource: 'nodes', message: 'no' },
    ]);
  });
});

test('audit names each leftover with all its fields and the reason', () => {
  const leftovers = [{ apiVersion: 'v1', kind: 'Namespace', name: 'istio-system', reason: said('why') }];
  expect(JSON.parse(auditJson({ clean: false, leftovers }, 'en'))).toEqual({
    clean: false,
    leftovers: [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        namespace: null,
        name: 'istio-system',
        reason: 'The server refuses: why',
        reasonKey: 'error.forbidden',
      },
    ],
  });
});

describe('events', () => {
  const lineOf = (event: ChapterEvent) => eventJson(event, 'en');

  test('the first names the cluster', () => {
    const [event] = events(started) as [ChapterEvent];
    expect(JSON.parse(lineOf(event))).toMatchObject({
      type: 'started',
      cluster: { context: 'desk', uid: 'u-1' },
    });
  });

  test('one about an object carries its step, the whole object and the result, on one line', () => {
    const object = { apiVersion: 'v1', kind: 'Namespace', name: 'istio-system' };
    const news = {
      type: 'object',
      step: 'crds',
      object,
      result: 'failed',
      message: said('two\nlines'),
    } as const;
    const [event] = events(news) as [ChapterEvent];
    const line = lineOf(event);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(JSON.parse(line)).toMatchObject({
      type: 'object',
      step: 'crds',
      object: { apiVersion: 'v1', kind: 'Namespace', namespace: null, name: 'istio-system' },
      result: 'failed',
      message: 'The server refuses: two\nlines',
      messageKey: 'error.forbidden',
    });
  });
});

test('an error is one document with a sentence, its key, a hint and the exit code', () => {
  const text = errorJson({ message: said('no') }, 2, { language: 'en', asLine: true });
  expect(text.split('\n')).toHaveLength(2);
  expect(JSON.parse(text)).toEqual({
    error: { message: 'The server refuses: no', messageKey: 'error.forbidden', hint: null, exitCode: 2 },
  });
});
