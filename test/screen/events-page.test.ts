import { describe, expect, it } from 'vitest';
import type { Freshness } from '../../source/chapter/observe/view.ts';
import { makeDrawing } from '../../source/screen/look/drawing.ts';
import { eventsPage } from '../../source/screen/overlays/events.ts';
import { runLogLine } from '../../source/screen/panes/run-log-line.ts';
import { eventsOf } from './fake-sights.ts';

const now = Date.parse('2026-01-01T00:01:00Z');
const drawing = makeDrawing({ language: 'en', color: false, ascii: false, now });
const stale: Freshness = {
  state: 'stale',
  since: '2026-01-01T00:00:00Z',
  retryAt: '2026-01-01T00:01:10Z',
  reason: 'refused',
};

function wordsOf(freshness: Freshness, rows = eventsOf(now)): string {
  const lines = eventsPage(rows, freshness, drawing, 200);
  return lines.map((line) => line.map(({ text }) => text).join('')).join('\n');
}

describe('the page of events', () => {
  it('says that there are none only where the server has said so', () => {
    expect(wordsOf({ state: 'live' }, [])).toContain('There are no events');
    expect(wordsOf({ state: 'connecting' }, [])).toContain('has not answered yet');
    expect(wordsOf(stale, [])).toContain('When it last did, 1m00s ago, there were no events');
    const forbidden = { state: 'forbidden', verb: 'list', resource: 'events', message: 'not you' } as const;
    expect(wordsOf(forbidden, [])).toContain('The events cannot be read: not you');
  });

  it('says at its end how old it is where the server has fallen silent', () => {
    expect(wordsOf(stale)).toMatch(/Back-off pulling\n\n.*what stands here is 1m00s old\.$/);
    expect(wordsOf({ state: 'live' })).toMatch(/Back-off pulling$/);
  });
});

it('what was waited for until it is gone is called gone in the log of a run, and not ready', () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'istio-system', name: 'pilot' };
  const news = { type: 'ready', step: 'uninstall', object, at: '2026-01-01T00:00:00Z' } as const;
  const told = (event: Parameters<typeof runLogLine>[0]['event']) =>
    runLogLine({ event, part: 0 }, drawing)
      .map(({ text }) => text)
      .join('');
  expect(told({ ...news, gone: true })).toMatch(/gone +deployment\/pilot/);
  expect(told(news)).toMatch(/ready +deployment\/pilot/);
});
