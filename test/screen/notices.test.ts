import { describe, expect, test } from 'vitest';
import { en } from '../../source/language/en/index.ts';
import { ja } from '../../source/language/ja/index.ts';
import type { Message, MessageKey } from '../../source/language/message.ts';
import { footerLines } from '../../source/screen/footer.ts';
import type { CommandContext } from '../../source/screen/input/command.ts';
import { makeDrawing } from '../../source/screen/look/drawing.ts';
import { podLogSource } from '../../source/screen/panes/log-source.ts';
import { newPodLog } from '../../source/screen/state/pod-log.ts';
import { firstState } from '../../source/screen/state/state.ts';
import { lineText, lineWidth } from '../../source/screen/text/line.ts';
import { widthOf } from '../../source/screen/text/width.ts';

function shown(message: Message, columns: number): string[] {
  const looks = { language: 'en', ascii: false, color: true, now: 0 } as const;
  const context: CommandContext = {
    state: { ...firstState({ columns, rows: 24, ...looks }), notice: { message, tone: 'bad' } },
    drawing: makeDrawing(looks),
    log: podLogSource(newPodLog()),
    session: undefined as never,
    dispatch: () => {},
    fresh: () => context,
  };
  const lines = footerLines(context, columns);
  for (const line of lines) expect(lineWidth(line)).toBe(columns);
  return lines.map((line) => lineText(line).trimEnd());
}

describe('what was just said', () => {
  const said = (words: string): Message => ({ key: 'screen.refused.words', values: { words } });

  test('stands in one line where that is enough', () => {
    expect(shown(said('short'), 80)).toEqual([' ✖ short']);
  });

  test('is folded where it is longer, so that its end can be read', () => {
    expect(shown(said(`${'one two three '.repeat(6)}and the reason`), 80)).toEqual([
      ' ✖ one two three one two three one two three one two three one two three one',
      '   two three and the reason',
    ]);
  });

  test('takes three lines at most', () => {
    const lines = shown(said('word '.repeat(100)), 80);
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/…$/);
  });

  test('says first that the log says why, where a step has failed', () => {
    const values = {
      step: { key: 'screen.step.control-plane' } as const,
      time: '12m30s',
      written: 'created 171, changed 12, deleted 1000',
    };
    expect(shown({ key: 'screen.notice.failed', values }, 60)[0]).toContain('the log says why');
  });
});

test.each([
  ['English', en],
  ['Japanese', ja],
])('why a key does nothing now fits the last line of a small terminal, in %s', (_, texts) => {
  const keys = (Object.keys(texts) as MessageKey[]).filter((key) => key.startsWith('screen.refused.'));
  expect(keys.length).toBeGreaterThan(10);
  expect(keys.filter((key) => widthOf(texts[key]) > 77)).toEqual([]);
});
