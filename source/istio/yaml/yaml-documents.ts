/** One document's text, and where it begins in its file. */
export interface YamlDocument {
  text: string;
  /** 1-based: the second document of a file is 2, whether or not the first is empty. */
  number: number;
  /** 1-based line of the file at which `text` begins. */
  line: number;
}

/** A line that begins like a separator and is not one: kubectl refuses the file. `line` is 1-based. */
export class SeparatorError extends Error {
  override readonly name = 'SeparatorError';
  readonly document: number;
  readonly line: number;
  /** What stands behind the dashes; not sanitized. */
  readonly rest: string;

  constructor(document: number, line: number, rest: string) {
    super(`line ${line}: "---" is followed by more`);
    this.document = document;
    this.line = line;
    this.rest = rest;
  }
}

/**
 * Splits a file the way kubectl's YAML reader does (YAMLReader in k8s.io/apimachinery/pkg/util/yaml/decoder.go): by lines alone, so
 * also inside a quoted or block scalar. A separator is `---` at column 0 with only space or a comment behind it. Throws SeparatorError.
 */
export function splitDocuments(file: string): YamlDocument[] {
  const lines = file.replace(/^\ufeff/, '').split(/\r?\n/);
  const documents: YamlDocument[] = [];
  let begin = 0;
  const close = (end: number) =>
    documents.push({
      text: lines.slice(begin, end).join('\n'),
      number: documents.length + 1,
      line: begin + 1,
    });
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith('---')) continue;
    const rest = line.slice(3).trim();
    if (rest && !rest.startsWith('#')) throw new SeparatorError(documents.length + 1, index + 1, rest);
    // A separator before anything else opens the first document and does not end an empty one.
    if (index > begin || documents.length > 0) close(index);
    begin = index + 1;
  }
  close(lines.length);
  return documents;
}
