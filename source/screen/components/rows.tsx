import { Box, Text } from 'ink';
import type { Place } from '../layout.ts';
import { paintAll } from '../look/paint.ts';
import type { Palette } from '../look/themes.ts';
import type { Line } from '../text/line.ts';

/** A block of rows that are cut already: one Text, so that Ink has nothing to measure or to clip. */
export function Rows({
  lines,
  color,
  place,
}: {
  lines: readonly Line[];
  color: Palette | undefined;
  place: Place;
}) {
  const { left, top, width, height } = place;
  return (
    <Box position="absolute" left={left} top={top} width={width} height={height}>
      <Text>{paintAll(lines, color)}</Text>
    </Box>
  );
}
