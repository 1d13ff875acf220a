import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import type { ChoiceChange, ChoiceView } from '../../chapter/choosing.ts';
import type { Drawing } from '../look/drawing.ts';
import { paint } from '../look/paint.ts';
import { pad } from '../text/cut.ts';
import { segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';

interface Props {
  choice: ChoiceView;
  drawing: Drawing;
  size: { columns: number; rows: number };
  /** The row that was chosen last: the list stays there, so that the next answer is a key away. */
  row: number;
  onChoose(change: ChoiceChange, row: number): void;
}

interface Item {
  key: string;
  label: string;
  value: ChoiceChange;
}

/** The chapter's two questions as one list. A choice writes nothing: what it comes to is shown before a step is run. */
export function ChoiceMenu({ choice, drawing, size, row, onChoose }: Props) {
  const { say, glyphs, color } = drawing;
  const width = Math.min(size.columns - 4, 76);
  const inner = width - 2;
  const items = itemsOf(choice, drawing);
  const meaning = wrap(say({ key: `choice.mtls.${choice.mtls}` }), inner - 2);
  const limit = Math.max(3, Math.min(items.length, size.rows - meaning.length - 8));
  // Every cell is written, for the panes lie behind.
  const line = (text: string, tone: 'title' | 'plain' | 'quiet' = 'plain') => (
    <Text>{paint([segment(pad(` ${text}`, inner, glyphs.more), tone)], color)}</Text>
  );
  return (
    <Box
      position="absolute"
      left={Math.floor((size.columns - width) / 2)}
      top={Math.max(1, Math.floor((size.rows - limit - meaning.length - 6) / 2))}
      width={width}
      flexDirection="column"
      borderStyle={glyphs.frame.down === '|' ? 'classic' : 'bold'}
    >
      {line(say({ key: 'screen.choose.title' }), 'title')}
      {line('')}
      <SelectInput
        items={items}
        limit={limit}
        initialIndex={row}
        onSelect={({ value }) => {
          const index = items.findIndex((item) => item.value === value);
          onChoose(value, index);
        }}
        indicatorComponent={({ isSelected }) => <Text>{isSelected ? ` ${glyphs.cursor} ` : '   '}</Text>}
        itemComponent={({ label, isSelected }) => (
          <Text>
            {paint([segment(pad(label, inner - 3, glyphs.more), isSelected ? 'selected' : 'plain')], color)}
          </Text>
        )}
      />
      {line('')}
      {meaning.map((text) => (
        <Box key={text}>{line(text, 'quiet')}</Box>
      ))}
      {line(say({ key: 'screen.choose.keys' }), 'quiet')}
    </Box>
  );
}

/** A mark in brackets says what is chosen, so that nothing hangs on colour. */
const mark = (chosen: boolean) => (chosen ? '[x]' : '[ ]');

function itemsOf({ mtls, via, components }: ChoiceView, { say }: Drawing): Item[] {
  return [
    ...(['permissive', 'strict'] as const).map((mode) => ({
      key: `mtls-${mode}`,
      label: `${mark(mtls === mode)} mTLS: ${mode}`,
      value: { mtls: mode },
    })),
    ...(['manifests', 'helm', 'istioctl'] as const).map((utility) => ({
      key: `via-${utility}`,
      label: `${mark(via === utility)} ${say({ key: `screen.choose.via.${utility}` })}`,
      value: { via: utility },
    })),
    ...components
      .filter(({ required }) => !required)
      .map(({ id, included, because, without }) => {
        const why = because
          ? say({ key: 'screen.choose.because', values: { needed: because } })
          : say(without);
        return {
          key: id,
          label: `${mark(included)} ${id}${included ? '' : `  ${why}`}`,
          value: { component: id },
        };
      }),
  ];
}
