import type { Json } from '../object.ts';

/** SafeEncodeString's letters (k8s.io/apimachinery/pkg/util/rand). */
const letters = 'bcdfghjklmnpqrstvwxz2456789';

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** The name of a pod template: FNV-1a over its content, in letters that make no words. */
export function templateHash(template: Json, collisions = 0): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${JSON.stringify(sorted(template))}${collisions || ''}`)) {
    hash ^= byte;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return [...String(hash)].map((digit) => letters[digit.charCodeAt(0) % letters.length]).join('');
}
