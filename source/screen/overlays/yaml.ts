import type { Drawing } from '../look/drawing.ts';
import { nameOf } from '../look/names.ts';
import type { Overlay } from '../state/overlay.ts';
import { type Line, segment } from '../text/line.ts';
import { fold } from '../text/wrap.ts';

/** An object as YAML, its keys told from its values. */
export function yamlLines(
  { ref, text }: Extract<Overlay, { kind: 'yaml' }>,
  { say }: Drawing,
  width: number,
): Line[] {
  const name = nameOf(ref);
  if (text.state === 'loading')
    return [[segment(say({ key: 'screen.yaml.loading', values: { name } }), 'busy')]];
  if (text.state === 'failed')
    return [[segment(say({ key: 'screen.yaml.failed', values: { name, words: text.message } }), 'bad')]];
  if (text.value === undefined)
    return [[segment(say({ key: 'screen.yaml.gone', values: { name } }), 'warn')]];
  return text.value
    .trimEnd()
    .split('\n')
    .flatMap((line) => fold(line, width).map((row, index) => yamlLine(row, index === 0)));
}

function yamlLine(row: string, start: boolean): Line {
  const key = start ? /^(\s*(?:- )*)([\w./-]+:)(.*)$/.exec(row) : null;
  if (!key) return [segment(row)];
  return [segment(key[1] ?? ''), segment(key[2] ?? '', 'accent'), segment(key[3] ?? '')];
}
