import type { Json } from '../object.ts';
import { badRequest } from '../status-error.ts';
import { labelValue, qualifiedName } from '../validation/names.ts';

export type Labels = Record<string, string>;
export type LabelMatcher = (labels: Labels) => boolean;

const tokens = /\s*(?:(!=|==|=|!|\(|\)|,|>|<)|([^\s!=(),<>]+))/y;

class Lexer {
  readonly #parts: string[] = [];
  #at = 0;

  constructor(text: string) {
    tokens.lastIndex = 0;
    // As the server's own reader, which takes a zero for the end.
    const trimmed = (text.split('\0', 1)[0] ?? '').trim();
    while (tokens.lastIndex < trimmed.length) {
      const match = tokens.exec(trimmed);
      if (!match) break;
      this.#parts.push(match[1] ?? match[2] ?? '');
    }
  }

  peek(): string {
    return this.#parts[this.#at] ?? '';
  }

  next(): string {
    const part = this.peek();
    this.#at += 1;
    return part;
  }
}

const unparsable = (found: string, expected: string) =>
  badRequest(`unable to parse requirement: found '${found}'${expected ? `, expected: ${expected}` : ''}`);

const isWord = (part: string): boolean => part !== '' && !/^[!=(),<>]/.test(part);

function valuesInBrackets(lexer: Lexer): Set<string> {
  // Without the comma, in the words of labels.Parser.parseValues.
  if (lexer.peek() !== '(')
    throw badRequest(`unable to parse requirement: found '${lexer.peek()}' expected: '('`);
  lexer.next();
  const values = new Set<string>();
  if (lexer.peek() === ')') {
    lexer.next();
    return values.add('');
  }
  for (;;) {
    values.add(isWord(lexer.peek()) ? lexer.next() : '');
    const after = lexer.next();
    if (after === ')') return values;
    if (after !== ',')
      throw badRequest(`unable to parse requirement: found '${after}', expected: ',' or ')'`);
  }
}

function checkKey(key: string): void {
  const [wrong] = qualifiedName(key);
  if (wrong)
    throw badRequest(`unable to parse requirement: <nil>: Invalid value: ${JSON.stringify(key)}: ${wrong}`);
}

function checkValues(key: string, values: string[]): void {
  for (const [index, value] of values.entries()) {
    const [wrong] = labelValue(value);
    if (wrong)
      throw badRequest(
        `unable to parse requirement: values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${wrong}`,
      );
  }
}

function requirement(lexer: Lexer): LabelMatcher {
  if (lexer.peek() === '!') {
    lexer.next();
    const key = lexer.next();
    if (!isWord(key)) throw unparsable(key, 'identifier');
    checkKey(key);
    return (labels) => !Object.hasOwn(labels, key);
  }
  const key = lexer.next();
  if (!isWord(key)) throw unparsable(key, "!, identifier, or 'end of string'");
  checkKey(key);
  const operator = lexer.peek();
  if (operator === '' || operator === ',') return (labels) => Object.hasOwn(labels, key);
  lexer.next();
  if (operator === '=' || operator === '==' || operator === '!=') {
    const value = isWord(lexer.peek()) ? lexer.next() : '';
    checkValues(key, [value]);
    return operator === '!='
      ? (labels) => labels[key] !== value
      : (labels) => Object.hasOwn(labels, key) && labels[key] === value;
  }
  if (operator === 'in' || operator === 'notin') {
    const values = valuesInBrackets(lexer);
    checkValues(key, [...values]);
    const has = (labels: Labels) => Object.hasOwn(labels, key) && values.has(labels[key] as string);
    return operator === 'in' ? has : (labels) => !has(labels);
  }
  if (operator === '>' || operator === '<') {
    const text = lexer.next();
    if (!/^-?\d+$/.test(text))
      throw badRequest(
        `unable to parse requirement: values[0]: Invalid value: ${JSON.stringify(text)}: for 'Gt', 'Lt' operators, the value must be an integer`,
      );
    const bound = Number(text);
    return (labels) =>
      Object.hasOwn(labels, key) &&
      (operator === '>' ? Number(labels[key]) > bound : Number(labels[key]) < bound);
  }
  throw unparsable(operator, 'in, notin, =, ==, !=, gt, lt');
}

/** `app=web,tier in (a, b),!canary`, as kubectl's -l sends it (k8s.io/apimachinery/pkg/labels/selector.go). Throws a 400. */
export function parseLabelSelector(text: string): LabelMatcher {
  if (/^\s*(\0|$)/.test(text)) return () => true;
  const lexer = new Lexer(text);
  const matchers: LabelMatcher[] = [];
  for (;;) {
    matchers.push(requirement(lexer));
    const after = lexer.next();
    if (after === '') break;
    if (after !== ',') throw unparsable(after, "',' or 'end of string'");
  }
  return (labels) => matchers.every((matches) => matches(labels));
}

/** The selector of an object (`matchLabels`, `matchExpressions`); one that says nothing selects everything, none selects nothing. */
export function labelSelectorOf(selector: Json): LabelMatcher {
  if (!selector) return () => false;
  const equal = Object.entries((selector.matchLabels ?? {}) as Labels);
  const expressions = (selector.matchExpressions ?? []) as {
    key: string;
    operator: string;
    values?: string[];
  }[];
  return (labels) =>
    equal.every(([key, value]) => labels[key] === value) &&
    expressions.every(({ key, operator, values = [] }) => {
      const has = Object.hasOwn(labels, key);
      if (operator === 'Exists') return has;
      if (operator === 'DoesNotExist') return !has;
      const within = has && values.includes(labels[key] as string);
      return operator === 'In' ? within : !within;
    });
}

/** An object's selector in one line, as kubectl and the scale subresource write it. */
export function formatLabelSelector(selector: Json): string {
  if (!selector) return '<none>';
  const parts = Object.entries((selector.matchLabels ?? {}) as Labels)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`);
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    if (operator === 'Exists') parts.push(key);
    else if (operator === 'DoesNotExist') parts.push(`!${key}`);
    else parts.push(`${key} ${operator === 'In' ? 'in' : 'notin'} (${[...(values ?? [])].sort().join(',')})`);
  }
  return parts.join(',') || '<none>';
}
