import { expect } from 'vitest';
import { commands } from '../../../source/screen/input/commands.ts';
import { corners, type prepareProgram } from '../harness.ts';
import type { Terminal } from '../terminal.ts';
import { effects, ends, type Press } from './effects.ts';
import { type Help, type Named, readHelp } from './help.ts';
import type { Place } from './places.ts';

type Start = ReturnType<typeof prepareProgram>;
const allKeys = [...new Set(commands.flatMap(({ keys }) => keys))];

/** The panes without the last line, where the footer says what was said last or which keys there are. */
const above = (screen: Terminal): string => screen.lines.slice(0, -1).join('\n');
const said = /^ ▲ \S/;

async function at(start: Start, place: Place): Promise<Terminal> {
  const screen = start(place.options);
  await screen.until(
    place.options.lesson || place.options.presenter ? place.at : /1 Cluster.*1 warned.*\d\/7/s,
  );
  for (const [index, key] of place.keys.entries()) {
    if (place.before && index === place.keys.length - 1) await screen.until(place.before);
    screen.press(key);
    await screen.quiet(20);
  }
  await screen.until(place.at);
  return screen;
}

/** Presses one key and sees what the help says that it does. Returns whether the place is as it was. */
async function press(screen: Terminal, named: Named, place: Place): Promise<boolean> {
  const effect = effects[named.does];
  if (!effect) throw new Error(`nobody says how to see ${named.does}`);
  for (const key of effect.first ?? []) await changed(screen, () => screen.press(key));
  const seen: Press = { ...named, place, before: screen.text, written: screen.written.length };
  screen.press(named.key);
  await screen
    .until((text) => effect.sees(text, seen, screen))
    .catch((error: Error) => {
      throw new Error(
        `${named.key} (${named.does}) in ${place.name}: ${error.message}\nbefore it:\n${seen.before}`,
      );
    });
  if (effect.last) return false;
  for (const key of effect.back ?? []) await changed(screen, () => screen.press(key));
  const isThere = () => place.at.test(screen.text) && `${corners(screen.text)}` === `${corners(seen.before)}`;
  if (isThere()) return true;
  for (const key of ['esc', 'esc', ...(place.options.lesson ? ['W'] : place.keys)])
    await changed(screen, () => screen.press(key), 250);
  return isThere();
}

/** Does it, and waits until the screen is another: not for long, for it may have shown that already. */
async function changed(screen: Terminal, act: () => void, within = 700): Promise<void> {
  const before = screen.text;
  act();
  await screen.until((text) => text !== before, within).catch(() => {});
}

/** Every key that the help of a place names does what it says; what it says cannot be done now is refused in words; no other does anything. */
export async function keepsItsWord(start: Start, place: Place): Promise<void> {
  let screen = await at(start, place);
  const help: Help = await readHelp(screen, place.help);
  expect(help.works.length).toBeGreaterThan(1);
  const named = new Map<string, Named>();
  // The first that a key could mean is what it means, and no key stands twice in the help.
  for (const one of [...help.works, ...help.refused]) {
    expect(named.has(one.key), `${one.key} twice in the help of ${place.name}`).toBe(false);
    named.set(one.key, one);
  }
  const others = allKeys.filter((key) => !named.has(key) && !(place.typing && key.length === 1));
  const before = above(screen);
  for (const key of others) screen.press(key);
  await screen.quiet(150);
  expect(above(screen), `after ${others.join(' ')} in ${place.name}`).toBe(before);

  for (const { key } of help.refused) {
    const asBefore = above(screen);
    screen.press(key);
    await screen.until(() => said.test(screen.lines.at(-1) ?? ''));
    expect(above(screen), `${key} in ${place.name}`).toBe(asBefore);
  }
  const sections = new Map(commands.map(({ does, section }) => [does, section]));
  const wanted = help.works.filter(
    ({ does, key }) =>
      !ends.has(does) &&
      (effects[does]?.keys?.includes(key) ?? true) &&
      (place.pressed?.includes(key) ?? true) &&
      (!place.only || place.only.includes(sections.get(does) ?? 'program')),
  );
  for (const one of wanted)
    if (!(await press(screen, one, place))) screen = await again(start, screen, place);
}

async function again(start: Start, screen: Terminal, place: Place): Promise<Terminal> {
  await screen.end();
  return at(start, place);
}
