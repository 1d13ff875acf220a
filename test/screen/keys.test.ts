import type { Key } from 'ink';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../source/screen/input/command.ts';
import { commands } from '../../source/screen/input/commands.ts';
import { keyNames, keyTable } from '../../source/screen/input/key-table.ts';
import { keysOf, pastedText } from '../../source/screen/input/keys.ts';

const none = {} as Key;

describe('keys', () => {
  test('one packet of letters is several keys', () => {
    expect(keysOf('jj', none)).toEqual(['j', 'j']);
    expect(keysOf('dg\r', none)).toEqual(['d', 'g', 'enter']);
    expect(keysOf('S\u0015x', none)).toEqual(['S', 'ctrl-u', 'x']);
    expect(keysOf('日本', none)).toEqual(['日', '本']);
  });

  test('have names', () => {
    expect(keysOf('', { upArrow: true } as Key)).toEqual(['up']);
    expect(keysOf('c', { ctrl: true } as Key)).toEqual(['ctrl-c']);
    expect(keysOf('', { tab: true, shift: true } as Key)).toEqual(['shift-tab']);
    expect(keysOf('', none)).toEqual([]);
  });

  test('Esc and the letter after it may come as one, as a letter with Alt does: never the letter alone', () =>
    expect(keysOf('y', { meta: true } as Key)).toEqual(['esc', 'y']));

  test('a paste is one line without controls', () =>
    expect(pastedText('docker\u001b-desktop\r\n')).toBe('docker -desktop'));
});

describe('the table of commands', () => {
  test('gives every key one meaning where it works, or says when it means the other', () => {
    const taken = new Map<string, string>();
    const everywhere = (command: Command) =>
      command.panes ?? command.overlays ?? (['anywhere'] as const satisfies readonly string[]);
    for (const command of commands.filter((one) => !one.when))
      for (const key of command.keys)
        for (const mode of command.modes)
          for (const place of everywhere(command)) {
            const slot = `${mode} ${place} ${key}`;
            expect(taken.get(slot), slot).toBeUndefined();
            taken.set(slot, command.id);
          }
    // Whoever hears a key only sometimes stands before the one that hears it always.
    for (const [index, command] of commands.entries())
      if (command.when || command.panes || command.overlays)
        for (const before of commands.slice(0, index))
          if (!before.when && !before.panes && !before.overlays)
            for (const mode of command.modes)
              if (before.modes.includes(mode))
                expect(
                  command.keys.filter((key) => before.keys.includes(key)),
                  command.id,
                ).toEqual([]);
  });

  test('has each command once', () =>
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length));

  test('no letter destroys anything: what writes or removes asks first, in a question of its own', () => {
    const yes = commands.filter(({ keys }) => keys.includes('y') && !keys.includes('n'));
    expect(yes.map(({ id, modes }) => [id, modes])).toEqual([
      ['copy-url', ['reading']],
      ['yaml', ['panes']],
      ['copy', ['panes']],
      ['copy-page', ['reading']],
      ['yes', ['question']],
    ]);
    expect(commands.find(({ id }) => id === 'no')?.keys).toContain('enter');
  });

  test('is printed as Markdown with every command in it', () => {
    for (const language of ['en', 'ja'] as const) {
      const rows = keyTable(language)
        .split('\n')
        .filter((line) => line.startsWith('| `'));
      expect(rows).toHaveLength(commands.length);
    }
    expect(keyTable()).toContain('| `?` | this page |');
    expect(keyNames(['1', '2', '3'])).toEqual(['1-3']);
  });
});
