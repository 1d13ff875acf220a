import type { Expression, Term } from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import type { Node } from './template.ts';
import { truth } from './truth.ts';

interface Scope {
  dot: unknown;
  variables: Map<string, unknown>;
}

export function render(nodes: Node[], dot: unknown): string {
  return run(nodes, { dot, variables: new Map([['$', dot]]) });
}

function run(nodes: Node[], scope: Scope): string {
  return nodes.map((node) => one(node, scope)).join('');
}

function one(node: Node, scope: Scope): string {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'print') return print(evaluate(node.value, scope));
  if (node.kind === 'if') {
    const branch = node.branches.find(({ when }) => !when || truth(evaluate(when, scope)));
    return branch ? run(branch.body, scope) : '';
  }
  const over = evaluate(node.over, scope);
  return Object.entries((over ?? {}) as Record<string, unknown>)
    .map(([key, value]) => {
      const variables = new Map(scope.variables);
      const [first, second] = node.variables;
      if (first && second) variables.set(first, Array.isArray(over) ? Number(key) : key).set(second, value);
      else if (first) variables.set(first, value);
      return run(node.body, { dot: value, variables });
    })
    .join('');
}

function evaluate(expression: Expression, scope: Scope): unknown {
  let result: unknown;
  expression.forEach((terms, index) => {
    const piped = index === 0 ? [] : [result];
    const [head, ...rest] = terms;
    if (head?.kind !== 'function') {
      result = head && value(head, scope);
      return;
    }
    result = apply(head.name, [...rest.map((term) => value(term, scope)), ...piped]);
  });
  return result;
}

function apply(name: string, args: unknown[]): unknown {
  const called = FUNCTIONS[name];
  if (!called) throw new Error(`template: function "${name}" not defined`);
  return called(...(args as never[]));
}

function value(term: Term, scope: Scope): unknown {
  switch (term.kind) {
    case 'literal':
      return term.value;
    case 'group':
      return evaluate(term.expression, scope);
    case 'field':
      return term.path.reduce(field, scope.dot);
    case 'variable':
      return term.path.reduce(field, scope.variables.get(term.name));
    case 'function':
      return apply(term.name, []);
  }
}

/** Go's field and getter names on JSON: `.GetTracing` and `.Tracing` are both `tracing`; an enum's `.String` is itself. */
function field(object: unknown, name: string): unknown {
  if (name === 'String' && typeof object === 'string') return object;
  const plain = name.replace(/^Get(?=[A-Z])/, '');
  return (
    (object as Record<string, unknown> | undefined)?.[plain.charAt(0).toLowerCase() + plain.slice(1)] ?? ''
  );
}

function print(it: unknown): string {
  return it !== null && typeof it === 'object' ? JSON.stringify(it) : String(it ?? '');
}
