import type { WaysIn } from '../../chapter/way-in/ways-in.ts';
import type { Drawing } from '../look/drawing.ts';
import type { Tone } from '../look/tone.ts';
import { type Line, segment } from '../text/line.ts';
import { foldCommand, wrap } from '../text/wrap.ts';

type Diagnosis = NonNullable<WaysIn['diagnosis']>;

export const prose = (words: string, width: number, tone?: Tone): Line[] =>
  wrap(words, width).map((line) => [segment(line, tone)]);

/** Why it is so, what to do, and the lines to type. */
export function diagnosisLines({ why, fix, commands }: Diagnosis, drawing: Drawing, width: number): Line[] {
  const { say, glyphs } = drawing;
  return [
    ...prose(say(why), width),
    ...prose(`${glyphs.closed} ${say(fix)}`, width, 'accent'),
    ...commandLines(commands, drawing, width),
  ];
}

export const commandLines = (commands: readonly string[], { glyphs }: Drawing, width: number): Line[] =>
  commands.flatMap((command) =>
    foldCommand(`${glyphs.prompt} ${command}`, width).map((line): Line => [segment(line, 'accent')]),
  );
