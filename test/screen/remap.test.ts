import { describe, expect, test } from 'vitest';
import { commands } from '../../source/screen/input/commands.ts';
import { commandsWith } from '../../source/screen/input/remap.ts';
import { makeDrawing } from '../../source/screen/look/drawing.ts';
import { questionLines } from '../../source/screen/overlays/questions.ts';
import { firstState } from '../../source/screen/state/state.ts';
import { lineText } from '../../source/screen/text/line.ts';

const keysOf = (id: string, keymap: Record<string, string[]>) =>
  commandsWith(keymap).find((command) => command.id === id)?.keys;

describe('other keys', () => {
  test('leave every command its Ctrl-C, Ctrl-Z, Esc and Enter', () => {
    const keymap = Object.fromEntries(commands.map(({ id }) => [id, ['ctrl-x']]));
    for (const { id, keys } of commands)
      for (const key of ['ctrl-c', 'ctrl-z', 'esc', 'enter'])
        if (keys.includes(key)) expect(keysOf(id, keymap), id).toContain(key);
  });

  test('take the place of all others, and take them from other commands', () => {
    expect(keysOf('no', { no: ['x'] })).toEqual(['x', 'enter', 'esc']);
    expect(keysOf('yes', { no: ['y'] })).toEqual([]);
    expect(keysOf('stop', { zoom: ['ctrl-c'] })).toEqual(['ctrl-c']);
  });

  test('are those that a question offers', () => {
    const first = firstState({ columns: 80, rows: 24, language: 'en', ascii: false, color: true, now: 0 });
    const drawing = makeDrawing({ language: 'en', color: true, ascii: false, now: 0 });
    const state = { ...first, keymap: { yes: ['j'], no: ['f'] } };
    const text = questionLines(state, { kind: 'ask-pilot-away', name: 'istiod' }, drawing, 70)
      .map(lineText)
      .join('\n');
    expect(text).toMatch(/^j .* f /m);
    // What the control plane is called in later releases.
    expect(text).toContain('scale deployment istiod');
    expect(text).not.toContain('pilot');
  });
});
