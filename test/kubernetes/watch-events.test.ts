import { describe, expect, test } from 'vitest';
import { LineSplitter } from '../../source/kubernetes/logs/lines.ts';
import { type WatchEvent, watchEvents } from '../../source/kubernetes/watch/watch-events.ts';

const text = (lines: { text: string }[]) => lines.map((line) => line.text);
const bytes = (words: string) => new TextEncoder().encode(words);

describe('lines of a stream', () => {
  const words = 'first\n帆船⛵𝒳\n\nlast one\n';

  test('are the same wherever the chunks are cut', () => {
    const whole = bytes(words);
    for (let size = 1; size <= whole.length; size += 1) {
      const splitter = new LineSplitter(1000);
      const lines: string[] = [];
      for (let from = 0; from < whole.length; from += size)
        lines.push(...text(splitter.push(whole.subarray(from, from + size))));
      expect(lines).toEqual(['first', '帆船⛵𝒳', '', 'last one']);
      expect(splitter.rest()).toBeUndefined();
    }
  });

  test('leave what has no newline yet', () => {
    const splitter = new LineSplitter(1000);
    expect(text(splitter.push(bytes('one\ntw')))).toEqual(['one']);
    expect(splitter.rest()?.text).toBe('tw');
    expect(splitter.rest()).toBeUndefined();
  });

  test('that are too long are cut between characters, and say how much is missing', () => {
    for (let limit = 1; limit < 12; limit += 1) {
      const splitter = new LineSplitter(limit);
      const [line, next] = splitter.push(bytes(`${'帆'.repeat(10)}\nab\n`));
      expect('帆'.repeat(10).startsWith(line?.text ?? '?')).toBe(true);
      expect(line?.dropped).toBe(30 - limit);
      expect(next?.text).toBe('ab'.slice(0, limit));
    }
  });

  test('that are too long take no more memory than the limit', () => {
    const splitter = new LineSplitter(100);
    for (let number = 0; number < 1000; number += 1) splitter.push(new Uint8Array(1000).fill(97));
    const rest = splitter.rest();
    expect(rest?.text).toHaveLength(100);
    expect(rest?.dropped).toBe(999_900);
  });
});

describe('events of a watch', () => {
  async function read(...chunks: string[]): Promise<WatchEvent[]> {
    async function* stream() {
      for (const chunk of chunks) yield bytes(chunk);
    }
    const events: WatchEvent[] = [];
    for await (const event of watchEvents(stream())) events.push(event);
    return events;
  }

  const object = { metadata: { name: 'a', resourceVersion: '7' } };
  const added = JSON.stringify({ type: 'ADDED', object });

  test('come one a line', async () => {
    expect(await read(`${added}\n${added}\n`)).toEqual([
      { type: 'ADDED', object },
      { type: 'ADDED', object },
    ]);
  });

  test('pass over empty lines', async () => {
    expect(await read(`\n\r\n${added}\r\n`)).toHaveLength(1);
  });

  test('count without the last newline when they are whole, and not when they are not', async () => {
    expect(await read(added)).toHaveLength(1);
    expect(await read(`${added}\n`, added.slice(0, 20))).toHaveLength(1);
  });

  test('can be an error of the server', async () => {
    const status = { kind: 'Status', code: 410, reason: 'Expired' };
    expect(await read(`${JSON.stringify({ type: 'ERROR', object: status })}\n`)).toEqual([
      { type: 'ERROR', status },
    ]);
  });

  test('can be a bookmark, which has no name', async () => {
    const bookmark = { metadata: { resourceVersion: '9' } };
    expect(await read(`${JSON.stringify({ type: 'BOOKMARK', object: bookmark })}\n`)).toEqual([
      { type: 'BOOKMARK', object: bookmark },
    ]);
  });

  test.each([
    '<html>',
    '{"type":"ADDED"',
    'null',
    '7',
    '"text"',
    '[]',
    '{"type":"ADDED"}',
    '{"type":"ADDED","object":null}',
    '{"type":"ADDED","object":{"metadata":null}}',
    '{"type":"ADDED","object":{"metadata":{"name":7}}}',
    '{"type":"RENAMED","object":{"metadata":{"name":"a"}}}',
    '{"object":{"metadata":{"name":"a"}}}',
  ])('that are none are garbage: %s', async (line) => {
    expect(await read(`${line}\n`)).toEqual([{ type: 'GARBAGE', line }]);
  });
});
