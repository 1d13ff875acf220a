import {
  defineMappingTag,
  defineScalarTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  Schema,
  seqTag,
  strTag,
} from 'js-yaml';

type Kind = 'null' | 'bool' | 'int' | 'float' | 'str';

const words = new Map<string, { kind: Kind; value: null | boolean | number }>();
for (const word of ['', '~', 'null', 'Null', 'NULL']) words.set(word, { kind: 'null', value: null });
for (const word of ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])
  words.set(word, { kind: 'bool', value: true });
for (const word of ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'])
  words.set(word, { kind: 'bool', value: false });
for (const word of ['.nan', '.NaN', '.NAN']) words.set(word, { kind: 'float', value: Number.NaN });
for (const word of ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'])
  words.set(word, { kind: 'float', value: Number.POSITIVE_INFINITY });
for (const word of ['-.inf', '-.Inf', '-.INF'])
  words.set(word, { kind: 'float', value: Number.NEGATIVE_INFINITY });

const integer = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const largest = 2n ** 64n - 1n;
const smallest = -(2n ** 63n);

/**
 * A plain scalar as go-yaml 2 takes it (resolve.go; kubectl reads all YAML with it): YAML 1.1's words for true and false, including
 * bare `y` and `n`; octal as `0644` and `0o644`; underscores in numbers; no sexagesimals; timestamps stay text.
 * An integer beyond 2^53 loses its last digits here, which no manifest's fields need.
 */
function resolveScalar(source: string): { kind: Kind; value: null | boolean | number | string } {
  const word = words.get(source);
  if (word) return word;
  const text = { kind: 'str' as const, value: source };
  if (/^\./.test(source)) return float.test(source) ? numberOf(source, text) : text;
  if (!/^[-+0-9]/.test(source)) return text;
  const plain = source.replaceAll('_', '');
  const [, sign, digits = ''] = integer.exec(plain) ?? [];
  if (digits) {
    const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
    const value = BigInt(octal.toLowerCase()) * (sign === '-' ? -1n : 1n);
    if (value <= largest && value >= smallest) return { kind: 'int', value: Number(value) };
  }
  return float.test(plain) ? numberOf(plain, text) : text;
}

function numberOf(source: string, text: { kind: Kind; value: string }) {
  const value = Number(source);
  return Number.isFinite(value) ? { kind: 'float' as const, value } : text;
}

function scalarTag(kind: Exclude<Kind, 'str'>, firstChars: string) {
  return defineScalarTag<null | boolean | number | string>(`tag:yaml.org,2002:${kind}`, {
    implicit: true,
    implicitFirstChars: [...firstChars, ...(kind === 'null' ? [''] : [])],
    resolve: (source, isExplicit) => {
      const resolved = resolveScalar(source);
      const fits = resolved.kind === kind || (isExplicit && kind === 'float' && resolved.kind === 'int');
      return fits ? resolved.value : NOT_RESOLVED;
    },
    identify: () => false,
  });
}

/** As what the parser gives for a reason where a key is null. */
export const nullKey = 'null key';

/** Keys become strings as in JSON (sigs.k8s.io/yaml convertToJSONableObject); null and collections cannot be keys. */
const jsonMap = defineMappingTag<Record<string, unknown>>('tag:yaml.org,2002:map', {
  ...mapTag,
  addPair: (map, key, value) => (key === null ? nullKey : mapTag.addPair(map, key, value)),
});

const text = { resolve: (source: string) => source, identify: () => false, matchByTagPrefix: true };
const binary = defineScalarTag<string>('tag:yaml.org,2002:binary', {
  resolve: (source) => Buffer.from(source, 'base64').toString(),
  identify: () => false,
});

/** Tags of one's own, also those that name a class of some language, mean nothing: the scalar is text, the collection is plain. */
const ownTags = ['!', 'tag:'].flatMap((prefix) => [
  defineScalarTag(prefix, text),
  { ...seqTag, tagName: prefix, matchByTagPrefix: true },
  { ...jsonMap, tagName: prefix, matchByTagPrefix: true },
]);

/** YAML as kubectl reads it. */
export const kubectlSchema = new Schema([
  strTag,
  seqTag,
  jsonMap,
  scalarTag('null', '~nN'),
  scalarTag('bool', 'yYnNtTfFoO'),
  scalarTag('int', '+-0123456789'),
  scalarTag('float', '+-.0123456789'),
  mergeTag,
  binary,
  ...ownTags,
]);
