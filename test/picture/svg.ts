/** One cell of a terminal's screen. Colours are those of a terminal: 0-15 its own, up to 255 the usual ones; -1 is the default. */
export interface Cell {
  text: string;
  /** 2 for a character of two cells, 0 for the second of them. */
  width: number;
  colour: number;
  bold: boolean;
  faint: boolean;
  inverse: boolean;
}

const cell = { width: 8.4, height: 18, font: 14 };
const ground = '#16181d';
const ink = '#d5d8de';
const colours = [
  '#16181d',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#d5d8de',
  '#7f848e',
  '#ff7b86',
  '#b5e890',
  '#ffd68a',
  '#7cc3ff',
  '#dd9bf0',
  '#7fd8e4',
  '#ffffff',
];
const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const safe = (text: string): string => text.replace(/[&<>]/g, (sign) => escaped[sign] ?? sign);
const rounded = (value: number): string => String(Math.round(value * 100) / 100);

interface Run {
  start: number;
  cells: number;
  text: string;
  look: Cell;
}

const sameLook = (one: Cell, other: Cell): boolean =>
  one.colour === other.colour &&
  one.bold === other.bold &&
  one.faint === other.faint &&
  one.inverse === other.inverse;

/** Neighbours that look alike, in one piece. */
function runsOf(row: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  row.forEach((look, start) => {
    if (look.width === 0) return;
    const last = runs.at(-1);
    if (last && sameLook(last.look, look)) {
      last.text += look.text || ' ';
      last.cells += look.width;
    } else runs.push({ start, cells: look.width, text: look.text || ' ', look });
  });
  return runs;
}

/** A screen as a picture that can be read, searched and enlarged. */
export function svgOf(rows: readonly (readonly Cell[])[], title: string): string {
  const width = (rows[0]?.length ?? 0) * cell.width + 20;
  const height = rows.length * cell.height + 20;
  const body = rows.flatMap((row, index) =>
    runsOf(row).flatMap(({ start, cells, text, look }) => {
      const x = rounded(10 + start * cell.width);
      const top = 10 + index * cell.height;
      const length = rounded(cells * cell.width);
      const colour = colours[look.colour] ?? ink;
      const box = look.inverse
        ? [`<rect x="${x}" y="${rounded(top)}" width="${length}" height="${cell.height}" fill="${colour}"/>`]
        : [];
      if (text.trim() === '') return box;
      const style = [
        `fill="${look.inverse ? ground : colour}"`,
        ...(look.bold ? ['font-weight="bold"'] : []),
        ...(look.faint ? ['opacity="0.6"'] : []),
      ].join(' ');
      const place = `x="${x}" y="${rounded(top + 13)}" textLength="${length}"`;
      return [...box, `<text ${place} ${style} lengthAdjust="spacingAndGlyphs">${safe(text)}</text>`];
    }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${rounded(width)} ${rounded(height)}" role="img">`,
    `<title>${safe(title)}</title>`,
    `<rect width="100%" height="100%" rx="6" fill="${ground}"/>`,
    `<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${cell.font}" xml:space="preserve">`,
    ...body,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
