import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import type { Drawing } from '../look/drawing.ts';
import { paint } from '../look/paint.ts';
import type { LogTarget } from '../state/overlay.ts';
import { pad } from '../text/cut.ts';
import { segment } from '../text/line.ts';

interface Props {
  targets: readonly LogTarget[];
  drawing: Drawing;
  size: { columns: number; rows: number };
  onChoose(target: LogTarget): void;
}

/** Which container's log: a harmless choice, so the digits may choose at once. */
export function ContainerMenu({ targets, drawing, size, onChoose }: Props) {
  const { say, glyphs, color } = drawing;
  const width = Math.min(size.columns - 4, 76);
  const inner = width - 2;
  const pods = new Set(targets.map(({ pod }) => pod)).size;
  const limit = Math.max(3, Math.min(targets.length, size.rows - 8));
  const items = targets.map((target, index) => ({
    key: `${target.pod}/${target.container}`,
    label: `${index < 9 ? `${index + 1} ` : '  '}${pods > 1 ? `${target.pod} ${glyphs.closed} ` : ''}${target.container}`,
    value: target,
  }));
  // Every cell is written, for the panes lie behind.
  const row = (text: string) => <Text>{pad(` ${text}`, inner, glyphs.more)}</Text>;
  return (
    <Box
      position="absolute"
      left={Math.floor((size.columns - width) / 2)}
      top={Math.max(1, Math.floor((size.rows - limit - 5) / 2))}
      width={width}
      flexDirection="column"
      borderStyle={glyphs.frame.down === '|' ? 'classic' : 'bold'}
    >
      <Text>
        {paint([segment(pad(` ${say({ key: 'screen.containers.title' })}`, inner), 'title')], color)}
      </Text>
      {row('')}
      <SelectInput
        items={items}
        limit={limit}
        onSelect={({ value }) => onChoose(value)}
        indicatorComponent={({ isSelected }) => <Text>{isSelected ? ` ${glyphs.cursor} ` : '   '}</Text>}
        itemComponent={({ label, isSelected }) => (
          <Text>
            {paint([segment(pad(label, inner - 3, glyphs.more), isSelected ? 'selected' : 'plain')], color)}
          </Text>
        )}
      />
      {row('')}
      <Text>
        {paint([segment(pad(` ${say({ key: 'screen.containers.keys' })}`, inner), 'quiet')], color)}
      </Text>
    </Box>
  );
}
