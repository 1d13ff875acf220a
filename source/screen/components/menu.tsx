import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import type { Drawing } from '../look/drawing.ts';
import { paint } from '../look/paint.ts';
import { pad } from '../text/cut.ts';
import { segment } from '../text/line.ts';

export interface MenuItem<Value> {
  key: string;
  label: string;
  value: Value;
}

interface Props<Value> {
  title: string;
  /** Lines under the items: what the keys do. */
  foot: readonly string[];
  items: readonly MenuItem<Value>[];
  drawing: Drawing;
  size: { columns: number; rows: number };
  onChoose(value: Value): void;
  onLook?(value: Value): void;
}

/** A list in the middle of the screen, one of which is chosen. */
export function Menu<Value>({ title, foot, items, drawing, size, onChoose, onLook }: Props<Value>) {
  const { glyphs, color } = drawing;
  const width = Math.min(size.columns - 4, 76);
  const inner = width - 2;
  const limit = Math.max(3, Math.min(items.length, size.rows - 7 - foot.length));
  // Every cell is written, for the panes lie behind.
  const row = (key: string, text: string, tone?: 'title' | 'quiet') => (
    <Text key={key}>{paint([segment(pad(text ? ` ${text}` : '', inner, glyphs.more), tone)], color)}</Text>
  );
  return (
    <Box
      position="absolute"
      left={Math.floor((size.columns - width) / 2)}
      top={Math.max(1, Math.floor((size.rows - limit - 4 - foot.length) / 2))}
      width={width}
      flexDirection="column"
      borderStyle={glyphs.frame.down === '|' ? 'classic' : 'bold'}
    >
      {row('title', title, 'title')}
      {row('above', '')}
      <SelectInput
        items={[...items]}
        limit={limit}
        onSelect={({ value }) => onChoose(value)}
        onHighlight={onLook && (({ value }) => onLook(value))}
        indicatorComponent={({ isSelected }) => <Text>{isSelected ? ` ${glyphs.cursor} ` : '   '}</Text>}
        itemComponent={({ label, isSelected }) => (
          <Text>
            {paint([segment(pad(label, inner - 3, glyphs.more), isSelected ? 'selected' : 'plain')], color)}
          </Text>
        )}
      />
      {row('below', '')}
      {foot.map((text, index) => row(`foot-${index}`, text, 'quiet'))}
    </Box>
  );
}
