const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** Exponents of ten of the decimal suffixes, largest first. */
const decimal: [suffix: string, exponent: number][] = [
  ['E', 18],
  ['P', 15],
  ['T', 12],
  ['G', 9],
  ['M', 6],
  ['k', 3],
  ['', 0],
  ['m', -3],
  ['u', -6],
  ['n', -9],
];

/**
 * A quantity as the API server writes it back: `2000m` is `2`, `2048Mi` is `2Gi`, `0.5` is `500m` (CanonicalizeBytes in
 * k8s.io/apimachinery/pkg/api/resource/quantity.go). What is none, or is written with an exponent, comes back as it was.
 */
export function canonicalQuantity(quantity: string | number): string {
  const text = String(quantity);
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([KMGTPE]i|[numkMGTPE]?)$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match;
  if (!whole && !fraction) return text;
  const digits = BigInt(whole + fraction);
  if (digits === 0n) return '0';
  const form = suffix.endsWith('i')
    ? binaryForm(digits, fraction.length, suffix)
    : decimalForm(digits, fraction.length, suffix);
  return form === undefined ? text : `${sign === '-' ? '-' : ''}${form}`;
}

function binaryForm(digits: bigint, places: number, suffix: string): string | undefined {
  const scaled = digits * 1024n ** BigInt(binary.indexOf(suffix));
  const divisor = 10n ** BigInt(places);
  if (scaled % divisor !== 0n) return undefined;
  let value = scaled / divisor;
  let unit = 0;
  while (value % 1024n === 0n && unit < binary.length - 1) {
    value /= 1024n;
    unit += 1;
  }
  return `${value}${binary[unit]}`;
}

function decimalForm(digits: bigint, places: number, suffix: string): string | undefined {
  const exponent = (decimal.find(([one]) => one === suffix)?.[1] ?? 0) - places + 9;
  // Less than a billionth is rounded by the server; no manifest asks for that.
  if (exponent < 0) return undefined;
  const nanos = digits * 10n ** BigInt(exponent);
  for (const [unit, ten] of decimal) {
    const size = 10n ** BigInt(ten + 9);
    if (nanos % size === 0n) return `${nanos / size}${unit}`;
  }
  return undefined;
}
