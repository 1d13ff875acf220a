import { expect, it } from 'vitest';
import { eventRows } from '../../source/kubernetes/event-row.ts';
import { object } from '../istio/objects.ts';

const about = { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'a' };
const core = (name: string, fields: object) =>
  object('v1', 'Event', name, {
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off',
    involvedObject: about,
    ...fields,
  });

it('counts what is the same about the same object, and has the newest last', () => {
  const rows = eventRows([
    core('1', { count: 3, firstTimestamp: '2026-01-01T00:00:01Z', lastTimestamp: '2026-01-01T00:00:09Z' }),
    core('2', {
      count: 1,
      firstTimestamp: '2026-01-01T00:00:05Z',
      lastTimestamp: '2026-01-01T00:00:05Z',
      reason: 'Pulled',
      type: 'Normal',
    }),
    core('3', { count: 2, firstTimestamp: '2026-01-01T00:00:02Z', lastTimestamp: '2026-01-01T00:00:07Z' }),
  ]);
  expect(rows).toEqual([
    {
      about,
      warning: false,
      reason: 'Pulled',
      message: 'Back-off',
      count: 1,
      first: '2026-01-01T00:00:05Z',
      last: '2026-01-01T00:00:05Z',
    },
    {
      about,
      warning: true,
      reason: 'BackOff',
      message: 'Back-off',
      count: 5,
      first: '2026-01-01T00:00:01Z',
      last: '2026-01-01T00:00:09Z',
    },
  ]);
});

it('reads the later form: a series, a note, and an object that is regarded', () => {
  const later = object('events.k8s.io/v1', 'Event', 'x', {
    type: 'Normal',
    reason: 'Scheduled',
    note: 'assigned\n',
    regarding: about,
    eventTime: '2026-01-01T00:00:01.000001Z',
    series: { count: 4, lastObservedTime: '2026-01-01T00:00:04.000000Z' },
  });
  expect(eventRows([later])).toMatchObject([
    {
      about,
      message: 'assigned',
      count: 4,
      first: '2026-01-01T00:00:01.000001Z',
      last: '2026-01-01T00:00:04.000000Z',
    },
  ]);
});

it('reads what core/v1 shows of an event that was made in the later form', () => {
  const shown = core('x', {
    count: undefined,
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: '2026-01-01T00:00:01Z',
  });
  expect(eventRows([shown])).toMatchObject([
    { count: 1, first: '2026-01-01T00:00:01Z', last: '2026-01-01T00:00:01Z' },
  ]);
});
