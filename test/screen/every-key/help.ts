import { translate } from '../../../source/language/translate.ts';
import type { Command } from '../../../source/screen/input/command.ts';
import { commands } from '../../../source/screen/input/commands.ts';
import { keyName, keyNames } from '../../../source/screen/input/key-table.ts';
import type { Terminal } from '../terminal.ts';

/** A key by what the table calls it, and what the help says that it does: the key of that message. */
export interface Named {
  key: string;
  does: Command['does'];
}

/** What the help says of one place: what works there, and what does not now, with its reason. */
export interface Help {
  works: Named[];
  refused: Named[];
}

const byWords = new Map(commands.map(({ does }) => [translate('en', { key: does } as never), does]));
const byName = new Map(commands.flatMap(({ keys }) => keys.map((key) => [keyName(key), key] as const)));

/** As the help writes them, `1-6` for a row of digits. */
function keysOf(names: string, does: Command['does']): string[] {
  const command = commands.find((one) => one.does === does && keyNames(one.keys, one.id).join(' ') === names);
  if (command) return [...command.keys];
  return names.split(' ').map((name) => {
    const key = byName.get(name);
    if (key === undefined) throw new Error(`The help names ${name}, which is no key of the table`);
    return key;
  });
}

const row = /^┃ {3}(\S.{0,15}?) {2,}(\S.*?) *┃$/;
const more = /^┃ {20}([^ (].*?) *┃$/;

/** Reads the help of the place that the screen is at, page by page, and goes back there. `open`: the key for it. */
export async function readHelp(screen: Terminal, open = '?'): Promise<Help> {
  screen.press(open);
  await screen.until(/┏━ Keys .*Here: /s);
  const lines: string[] = [];
  for (;;) {
    const [, from, to, of] = (/ (\d+)-(\d+)\/(\d+) /.exec(screen.text) ?? [0, 1, 22, 0]).map(Number);
    const top = screen.lines.findIndex((line) => line.startsWith('┏━ Keys')) + 1;
    for (let row = 0; row <= (to ?? 0) - (from ?? 0); row += 1)
      lines[(from ?? 1) - 1 + row] = screen.lines[top + row] ?? '';
    if ((to ?? 0) >= (of ?? 0)) break;
    screen.press('pgdn');
    await screen.until((text) => !text.includes(` ${from}-${to}/${of} `));
  }
  screen.press('esc');
  await screen.until((text) => !text.includes('┏━ Keys'));

  // Before an audience a page has wider margins.
  const margin = (/^┃( +)Here: /.exec(lines[0] ?? '')?.[1]?.length ?? 1) - 1;
  const help: Help = { works: [], refused: [] };
  let part: keyof Help | undefined;
  let entry: { names: string; words: string } | undefined;
  const take = () => {
    if (!entry || !part) return;
    const does = byWords.get(entry.words);
    if (!does) throw new Error(`The help says ${entry.words}, which the table does not`);
    for (const key of keysOf(entry.names, does)) help[part].push({ key, does });
    entry = undefined;
  };
  for (const drawn of lines) {
    const line = `┃${drawn.slice(1 + margin)}`;
    const found = row.exec(line);
    const words = more.exec(line)?.[1];
    if (found || !words) take();
    if (found) entry = { names: found[1] ?? '', words: found[2] ?? '' };
    else if (words && entry) entry.words += ` ${words}`;
    else if (/^┃ Here: /.test(line)) part = 'works';
    else if (/^┃ Here, but not now/.test(line)) part = 'refused';
    else if (/^┃ {1,2}\S/.test(line)) part = undefined;
  }
  take();
  return help;
}
