const factors: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** `510m` is 0.51 and `2Gi` 2,147,483,648; what is no quantity counts nothing. */
export function parseQuantity(text: unknown): number {
  const match = /^([+-]?[0-9.]+)([eE][+-]?[0-9]+|[numkKMGTPE]i?|)$/.exec(String(text ?? ''));
  if (!match) return 0;
  const [, digits = '', suffix = ''] = match;
  if (/^[eE][+-]?\d/.test(suffix)) return Number(digits + suffix);
  return Number(digits) * (factors[suffix] ?? 0);
}
