import type { Profile } from '../kinds/built-in.ts';
import { dropUndeclared, type Form, inOrder } from '../kinds/drop-undeclared.ts';
import { type FieldPath, pathText } from '../kinds/fields/unknown-fields.ts';
import type { KubernetesObject } from '../object.ts';
import type { StatusError } from '../status-error.ts';
import { invalidObject, notSupported } from '../validation/field-error.ts';
import { duplicateFields, visitFields } from './duplicate-fields.ts';
import type { Exchange } from './exchange.ts';

const modes = ['', 'Ignore', 'Strict', 'Warn'];
/** So many are told of one object. */
const most = 100;

/**
 * What a write says that its kind does not know, or says twice. It is never kept; `fieldValidation`, which v1.14 does not know, only says
 * how the writer hears of it: by warnings, which is the default, by a refusal, or not at all.
 */
export class FieldCheck {
  readonly #exchange: Exchange;
  readonly #profile: Profile;
  readonly #mode: string;
  #problems: string[] = [];

  /** Throws a 422 in the name of the options, e.g. `CreateOptions`, for a mode that there is not. */
  constructor(exchange: Exchange, profile: Profile, options: string) {
    this.#exchange = exchange;
    this.#profile = profile;
    const mode = profile === 'current' ? (exchange.query.get('fieldValidation') ?? '') : 'Ignore';
    if (!modes.includes(mode))
      throw invalidObject('meta.k8s.io', options, '', [notSupported('fieldValidation', mode, modes)]);
    this.#mode = mode || 'Warn';
  }

  get isStrict(): boolean {
    return this.#mode === 'Strict';
  }

  add(...problems: string[]): void {
    this.#problems.push(...problems);
  }

  /** Of an object that was sent; `text` is it as JSON, where it came so. Changes the object. */
  readWhole(object: KubernetesObject, form: Form, text: string | undefined): void {
    const unknown = dropUndeclared(object, form, this.#profile).map(pathText);
    if (this.#mode === 'Ignore') return;
    if (text !== undefined && !form.resource.custom) {
      this.add(...inTextOrder(text, unknown));
      return;
    }
    const duplicate = text === undefined ? [] : duplicateFields(text);
    this.add(...duplicate.map(duplicateField), ...unknown.map(unknownField));
  }

  /** Of what a patch has made of an object. Changes the object. */
  readPatched(object: KubernetesObject, form: Form): void {
    const dropped: readonly FieldPath[] = dropUndeclared(object, form, this.#profile);
    const unknown = form.resource.custom ? dropped : inOrder(dropped);
    if (this.#mode !== 'Ignore') this.add(...unknown.map((path) => unknownField(pathText(path))));
  }

  /** Tells what was found: by warnings, or by throwing what `refusal` makes of the words. */
  settle(refusal: (why: string) => StatusError): void {
    const told = [...new Set(this.#problems)].slice(0, most);
    this.#problems = [];
    if (!told.length || this.#mode === 'Ignore') return;
    if (this.isStrict) throw refusal(`strict decoding error: ${told.join(', ')}`);
    for (const one of told) this.#exchange.warn(one);
  }
}

const quoted = (path: string): string => `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const unknownField = (path: string): string => `unknown field ${quoted(path)}`;
export const duplicateField = (path: string): string => `duplicate field ${quoted(path)}`;

/** Both kinds of problems as they stand in the text; what is in an unknown field is not looked at. */
function inTextOrder(text: string, unknown: readonly string[]): string[] {
  const left = new Set(unknown);
  const isInside = (path: string) =>
    unknown.some((one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`));
  const found: string[] = [];
  visitFields(text, (path, isDuplicate) => {
    if (!isDuplicate && !left.size) return;
    const at = path();
    if (left.delete(at)) found.push(unknownField(at));
    else if (isDuplicate && !isInside(at)) found.push(duplicateField(at));
  });
  return found;
}
