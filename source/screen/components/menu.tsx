import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import type { Drawing } from '../look/drawing.ts';
import { frame } from '../look/frame.ts';
import { paint, paintAll } from '../look/paint.ts';
import { whereWords } from '../look/window.ts';
import type { MenuContent, MenuItem } from '../menus/menu-content.ts';
import { menuPlace } from '../menus/menu-place.ts';
import type { MenuCursor } from '../state/overlay.ts';
import { pad } from '../text/cut.ts';
import { type Line, segment } from '../text/line.ts';

interface Props {
  content: MenuContent;
  cursor: MenuCursor;
  drawing: Drawing;
  size: { columns: number; rows: number };
}

/**
 * A list in the middle of the screen, one of which is chosen. The keys come from the table of commands, as everywhere: by itself the
 * list goes round at its ends, and of two keys in one packet it hears one.
 */
export function Menu({ content, cursor, drawing, size }: Props) {
  const { glyphs, color } = drawing;
  const { items, title } = content;
  const { left, top, width, height, first, shown, index, foot } = menuPlace(content, cursor, size);
  const inner = width - 2;
  const body: Line[] = [
    [],
    ...Array.from({ length: shown }, () => []),
    [],
    ...foot.map((text) => [segment(` ${text}`, 'quiet')]),
  ];
  const where = whereWords(first, items.length, shown);
  const lines = frame(
    body,
    {
      title: [segment(title, 'title', true)],
      foot: where ? [segment(where, 'quiet')] : [],
      focused: true,
      width,
      height,
    },
    drawing,
  );
  const side = paint([segment(glyphs.focusedFrame.down, 'accent')], color);
  const inSight = items.slice(first, first + shown).map((item, row) => ({
    key: item.key,
    // Beyond nine there is no digit for it.
    label: `${row < 9 ? row + 1 : ' '} ${item.mark ? `${markOf(item.mark, drawing)} ` : ''}${item.label}`,
    value: item.key,
  }));
  return (
    <Box position="absolute" left={left} top={top} width={width} flexDirection="column">
      <Text>{paintAll(lines.slice(0, 2), color)}</Text>
      <SelectInput
        key={`${first}/${index}/${shown}`}
        items={inSight}
        initialIndex={index - first}
        isFocused={false}
        indicatorComponent={({ isSelected }) => (
          <Text>{`${side}${isSelected ? ` ${glyphs.cursor} ` : '   '}`}</Text>
        )}
        itemComponent={({ label, isSelected }) => (
          <Text>
            {paint([segment(pad(label, inner - 3, glyphs.more), isSelected ? 'selected' : 'plain')], color)}
            {side}
          </Text>
        )}
      />
      <Text>{paintAll(lines.slice(2 + shown), color)}</Text>
    </Box>
  );
}

/** Round where one of several holds, square where each is for itself; the sign inside says it, so that nothing hangs on colour. */
function markOf({ of, on }: NonNullable<MenuItem['mark']>, { glyphs }: Drawing): string {
  if (of === 'any') return on ? '[x]' : '[ ]';
  return on ? `(${glyphs.chosen})` : '( )';
}
