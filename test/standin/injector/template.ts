import { type Expression, parseExpression } from './expression.ts';

/**
 * As much of Go's text/template as an injection template needs: if, else, else if, range, pipelines, variables and
 * function calls between `[[` and `]]`. The release's own template and anyone else's go through the same code, so a
 * template that is wrong fails here as it would in the real injector.
 */
export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'print'; value: Expression }
  | { kind: 'if'; branches: { when: Expression | undefined; body: Node[] }[] }
  | { kind: 'range'; variables: string[]; over: Expression; body: Node[] };

export function parseTemplate(source: string): Node[] {
  const tokens = tokenize(source);
  const { nodes, end } = parseNodes(tokens, 0);
  if (end < tokens.length) throw new Error(`template: unexpected {{${tokens[end]?.action}}}`);
  return nodes;
}

interface Token {
  text?: string;
  action?: string;
}

/** Splits into text and actions; a dash inside the brackets eats the white space on its side. */
function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let rest = 0;
  let trimNext = false;
  for (const match of source.matchAll(/\[\[(-(?=\s))?([\s\S]*?)(\s-)?\]\]/g)) {
    let text = source.slice(rest, match.index);
    if (trimNext) text = text.trimStart();
    if (match[1]) text = text.trimEnd();
    tokens.push({ text }, { action: (match[2] ?? '').trim() });
    trimNext = match[3] !== undefined;
    rest = match.index + match[0].length;
  }
  const last = source.slice(rest);
  tokens.push({ text: trimNext ? last.trimStart() : last });
  return tokens;
}

/** Reads up to an `else` or `end` that belongs to the caller. */
function parseNodes(tokens: Token[], start: number): { nodes: Node[]; end: number } {
  const nodes: Node[] = [];
  let at = start;
  while (at < tokens.length) {
    const { text, action = '' } = tokens[at] ?? {};
    if (text !== undefined) {
      nodes.push({ kind: 'text', text });
      at++;
    } else if (/^(end|else)\b/.test(action)) {
      break;
    } else if (action.startsWith('if ')) {
      const { node, end } = parseIf(tokens, at);
      nodes.push(node);
      at = end;
    } else if (action.startsWith('range ')) {
      const [, variables = '', over = ''] = /^range (?:([$\w, ]+?) *:= *)?(.*)$/s.exec(action) ?? [];
      const { nodes: body, end } = parseNodes(tokens, at + 1);
      nodes.push({
        kind: 'range',
        variables: variables.match(/\$\w+/g) ?? [],
        over: parseExpression(over),
        body,
      });
      at = expectEnd(tokens, end);
    } else {
      nodes.push({ kind: 'print', value: parseExpression(action) });
      at++;
    }
  }
  return { nodes, end: at };
}

function parseIf(tokens: Token[], start: number): { node: Node; end: number } {
  const branches: { when: Expression | undefined; body: Node[] }[] = [];
  let at = start;
  for (;;) {
    const condition = (tokens[at]?.action ?? '').replace(/^else *|^/, '').replace(/^if /, '');
    const { nodes, end } = parseNodes(tokens, at + 1);
    branches.push({ when: condition ? parseExpression(condition) : undefined, body: nodes });
    if (!tokens[end]?.action?.startsWith('else'))
      return { node: { kind: 'if', branches }, end: expectEnd(tokens, end) };
    at = end;
  }
}

function expectEnd(tokens: Token[], at: number): number {
  if (tokens[at]?.action !== 'end') throw new Error('template: unexpected EOF');
  return at + 1;
}
