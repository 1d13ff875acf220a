/** The line, from 1, on which a YAML text in block style says what stands at this path; of the nearest one above it otherwise. */
export function lineOf(text: string, path: readonly string[]): number {
  const lines = text.split('\n');
  let at = 0;
  let indent = -1;
  let found = 1;
  for (const name of path) {
    const place = lines.findIndex((line, index) => {
      if (index < at) return false;
      const match = /^(\s*)(?:"([^"]*)"|'([^']*)'|([^\s#:'"][^:]*?))\s*:/.exec(line);
      return (
        match !== null && (match[1] ?? '').length > indent && (match[2] ?? match[3] ?? match[4]) === name
      );
    });
    if (place < 0) break;
    indent = /^\s*/.exec(lines[place] ?? '')?.[0].length ?? 0;
    at = place + 1;
    found = place + 1;
  }
  return found;
}
