import type { Language } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import { sections } from './command.ts';
import { commands } from './commands.ts';

const names: Record<string, string> = {
  tab: 'Tab',
  'shift-tab': 'Shift-Tab',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  enter: 'Enter',
  esc: 'Esc',
  pgup: 'PgUp',
  pgdn: 'PgDn',
  home: 'Home',
  end: 'End',
  backspace: 'Backspace',
  delete: 'Del',
  ' ': 'Space',
};

/** A key as people write it. */
export function keyName(key: string): string {
  return names[key] ?? key.replace(/^ctrl-(.)$/, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`);
}

/** The keys of a command: `1-6` for a row of digits; without any, what to type in the palette. */
export function keyNames(keys: readonly string[], id = ''): string[] {
  if (keys.length === 0) return [`:${id}`];
  const digits = keys.filter((key) => /^\d$/.test(key));
  if (digits.length < 3) return keys.map(keyName);
  return [...keys.filter((key) => !digits.includes(key)).map(keyName), `${digits[0]}-${digits.at(-1)}`];
}

/** The table of keys as Markdown, for the README. */
export function keyTable(language: Language = 'en'): string {
  const say = (key: Parameters<typeof translate>[1]) => translate(language, key);
  const lines: string[] = [];
  for (const section of sections) {
    lines.push(
      `| ${say({ key: `screen.help.${section}` })} | |`,
      '| --- | --- |',
      ...commands
        .filter((command) => command.section === section)
        .map(
          ({ id, keys, does }) =>
            `| ${keyNames(keys, id)
              .map((key) => `\`${key}\``)
              .join(' ')} | ${say({ key: does } as never)} |`,
        ),
      '',
    );
  }
  return lines.join('\n').trimEnd();
}
