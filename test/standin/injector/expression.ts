/** A pipeline of commands; a command is a function or value with its arguments. */
export type Expression = Term[][];
export type Term =
  | { kind: 'literal'; value: string | number }
  | { kind: 'field'; path: string[] }
  | { kind: 'variable'; name: string; path: string[] }
  | { kind: 'function'; name: string }
  | { kind: 'group'; expression: Expression };

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`|-?\d+(?:\.\d+)?|\$?\w*(?:\.\w+)+|\$\w+|\w+|[()|.])/y;

export function parseExpression(source: string): Expression {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < source.trimEnd().length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (!match) throw new Error(`template: unexpected "${source.slice(at).trim()}" in operand`);
    tokens.push(match[1] ?? '');
  }
  const { expression, end } = pipeline(tokens, 0);
  if (end < tokens.length) throw new Error(`template: unexpected ${tokens[end]} in operand`);
  return expression;
}

function pipeline(tokens: string[], start: number): { expression: Expression; end: number } {
  const expression: Expression = [[]];
  let at = start;
  while (at < tokens.length && tokens[at] !== ')') {
    const token = tokens[at] ?? '';
    if (token === '|') {
      expression.push([]);
      at++;
    } else if (token === '(') {
      const group = pipeline(tokens, at + 1);
      expression.at(-1)?.push({ kind: 'group', expression: group.expression });
      at = group.end + 1;
    } else {
      expression.at(-1)?.push(term(token));
      at++;
    }
  }
  return { expression, end: at };
}

function term(token: string): Term {
  if (token.startsWith('"')) return { kind: 'literal', value: JSON.parse(token) as string };
  if (token.startsWith('`')) return { kind: 'literal', value: token.slice(1, -1) };
  if (/^-?\d/.test(token)) return { kind: 'literal', value: Number(token) };
  const [first = '', ...path] = token.split('.');
  if (first.startsWith('$')) return { kind: 'variable', name: first, path };
  return first === '' ? { kind: 'field', path: path.filter(Boolean) } : { kind: 'function', name: first };
}
