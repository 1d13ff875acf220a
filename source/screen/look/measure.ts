/** A character that is one cell wide in most terminals, and two in those that are set up for East Asian text. */
const ambiguous = '─';

/**
 * Asks the terminal how wide it draws what Unicode calls ambiguous: the character is written on the second line of the alternate
 * screen (an answer about the first one would look like F3), and the terminal says where its cursor stands then. Nothing waits for
 * the answer: `wide` is called when it comes and says two cells, or never.
 */
export function measureWidth(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream, wide: () => void): void {
  if (!stdin.isTTY || !stdout.isTTY) return;
  overhear(stdin, (column) => {
    if (column > 2) wide();
  });
  // What the terminal answers must not be echoed.
  stdin.setRawMode(true);
  stdout.write(`\u001b[?1049h\u001b[2;1H${ambiguous}\u001b[6n\u001b[?1049l`);
}

/** Ink throws away what is no key, the answer with it: so it is looked for in what Ink reads, until it has come. */
function overhear(stdin: NodeJS.ReadStream, told: (column: number) => void): void {
  const read = stdin.read;
  stdin.read = (size?: number) => {
    const chunk = read.call(stdin, size);
    const column = chunk === null ? undefined : reportedColumn(String(chunk));
    if (column !== undefined) {
      stdin.read = read;
      told(column);
    }
    return chunk;
  };
}

/** The column in a cursor position report. */
function reportedColumn(input: string): number | undefined {
  const column = input.split('\u001b').flatMap((part) => /^\[\d+;(\d+)R/.exec(part)?.[1] ?? [])[0];
  return column === undefined ? undefined : Number(column);
}
