const blank = /^[ \t]*$/;

/** Where a scanner stands between two lines. */
interface Scan {
  /** The quote that is open, or none. */
  quote: '' | "'" | '"';
  /** How many `[` and `{` are open. */
  depth: number;
  /** Column at which the outermost open quote or bracket stands: all it continues on must be indented deeper. */
  column: number;
  /** After the first line of a block scalar or of a plain one: lines indented deeper than this column belong to it. */
  scalar?: number;
}

/**
 * Indents what quoted scalars and flow collections continue on, where it stands too far left. go-yaml 2, and so kubectl, does not look
 * at the indentation of such lines (yaml_parser_scan_flow_scalar in scannerc.go), while YAML 1.2 wants them deeper than their parent
 * and strict parsers stop at them. The values do not change: leading space of a continuation line is no part of a flow scalar.
 */
export function indentContinuations(text: string): string {
  const scan: Scan = { quote: '', depth: 0, column: 0 };
  return text
    .split('\n')
    .map((line) => indentLine(line, scan))
    .join('\n');
}

function indentLine(line: string, scan: Scan): string {
  // Spaces only: a tab is no indentation.
  const indent = line.length - line.replace(/^ +/, '').length;
  if (scan.quote || scan.depth > 0) {
    const padding = !blank.test(line) && indent <= scan.column ? ' '.repeat(scan.column + 1 - indent) : '';
    scanTokens(line, 0, -1, scan);
    return padding + line;
  }
  if (scan.scalar !== undefined) {
    if (blank.test(line) || indent > scan.scalar) return line;
    scan.scalar = undefined;
  }
  const { start, parent } = skipIndicators(line, indent);
  scanTokens(line, start, parent, scan);
  return line;
}

/** Past the `- ` and `? ` with which a line begins. `parent` is the column that continuation lines must exceed. */
function skipIndicators(line: string, indent: number): { start: number; parent: number } {
  let start = indent;
  let parent = indent - 1;
  while (/^[-?](?=[ \t]|$)/.test(line.slice(start, start + 2))) {
    parent = start;
    start += 1;
    while (line[start] === ' ' || line[start] === '\t') start += 1;
  }
  return { start, parent };
}

/** Reads one line from `at`, and leaves in `scan` what it opens and does not close. */
function scanTokens(line: string, at: number, parent: number, scan: Scan): void {
  let index = at;
  let within = parent;
  while (index < line.length) {
    if (scan.quote) {
      const end = endOfQuote(line, index, scan.quote);
      if (end < 0) return;
      scan.quote = '';
      index = end;
      continue;
    }
    const char = line[index] as string;
    const spaceBefore = index === 0 || /[ \t]/.test(line[index - 1] as string);
    if (char === ' ' || char === '\t' || char === ',') index += 1;
    else if (char === '#' && spaceBefore) return;
    else if (char === ':') {
      // What came before on this line was a key: its value may go on below, deeper than the key.
      if (scan.depth === 0) within = Math.max(within, keyColumn(line));
      index += 1;
    } else if (char === "'" || char === '"') {
      if (scan.depth === 0) scan.column = Math.max(within, 0);
      scan.quote = char;
      index += 1;
    } else if (char === '[' || char === '{') {
      if (scan.depth === 0) scan.column = Math.max(within, 0);
      scan.depth += 1;
      index += 1;
    } else if (char === ']' || char === '}') {
      scan.depth = Math.max(0, scan.depth - 1);
      index += 1;
    } else if ((char === '|' || char === '>') && scan.depth === 0) {
      scan.scalar = within;
      return;
    } else if (char === '&' || char === '!') index = endOfWord(line, index);
    else {
      index = endOfPlain(line, index, scan.depth > 0);
      if (index === line.length && scan.depth === 0) scan.scalar = within;
    }
  }
}

function keyColumn(line: string): number {
  return skipIndicators(line, line.length - line.trimStart().length).start;
}

/** The index behind the closing quote, or -1 if the line does not have it. */
function endOfQuote(line: string, from: number, quote: "'" | '"'): number {
  for (let index = from; index < line.length; index += 1) {
    if (quote === '"' && line[index] === '\\') index += 1;
    else if (line[index] === quote) {
      if (quote === "'" && line[index + 1] === "'") index += 1;
      else return index + 1;
    }
  }
  return -1;
}

function endOfWord(line: string, from: number): number {
  const length = line.slice(from).search(/[ \t]/);
  return length < 0 ? line.length : from + length;
}

/** A plain scalar ends at `: `, at ` #`, in a flow collection also at its punctuation, or with the line. */
function endOfPlain(line: string, from: number, inFlow: boolean): number {
  const end = inFlow ? /:(?=[ \t,[\]{}]|$)|[ \t]#|[,[\]{}]/g : /:(?=[ \t]|$)|[ \t]#/g;
  end.lastIndex = from;
  const found = end.exec(line);
  return found ? Math.max(found.index, from + 1) : line.length;
}
