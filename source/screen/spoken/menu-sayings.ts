import type { CommandContext } from '../input/command.ts';
import { type MenuItem, menuContent } from '../menus/menu-content.ts';
import { isMenu } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';

/** A menu as it is read out: all of it once, then the entry that was gone to with what it means, and what was switched. */
export function menuSayings(before: ScreenState | undefined, context: CommandContext): string[] {
  const { say } = context.drawing;
  const { overlay, language } = context.state;
  const content = menuContent(overlay, context);
  if (!overlay || !isMenu(overlay) || !content) return [];
  const words = ({ label, mark }: MenuItem) =>
    mark ? say({ key: mark.on ? 'screen.spoken.on' : 'screen.spoken.off', values: { name: label } }) : label;
  const { index } = overlay.cursor;
  const chosen = content.items[index];
  const gone = chosen ? [words(chosen), chosen.explained ?? ''] : [];
  const old = before?.overlay?.kind === overlay.kind && before.language === language ? before : undefined;
  const was = old && menuContent(old.overlay, { ...context, state: old });
  if (!was || was.items.length !== content.items.length)
    return [content.title, ...content.items.map(words), ...gone];
  const moved = old?.overlay && isMenu(old.overlay) && old.overlay.cursor.index !== index;
  const switched = content.items.filter((item, at) => {
    const then = was.items[at];
    return !(moved && at === index) && then && words(then) !== words(item);
  });
  return [...switched.map(words), ...(moved ? gone : [])];
}
