import { sanitizeText } from './sanitize.ts';

/** API servers refuse JSON nested deeper than this by far; what is deeper is an attack on the stack. */
const deepest = 500;

/**
 * An object with every string in it safe to draw, keys too. Clean objects, which is nearly all of them, come back as they are,
 * without a copy; of others only what leads to an unsafe string is copied. For objects that are shown, not for objects that are
 * sent back: a tab becomes a space.
 */
export function sanitizeObject<T>(value: T): T {
  return clean(value, 0) as T;
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return sanitizeText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return null;
  return Array.isArray(value) ? cleanArray(value, depth) : cleanFields(value, depth);
}

function cleanArray(array: unknown[], depth: number): unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, item] of array.entries()) {
    const safe = clean(item, depth + 1);
    if (safe === item) continue;
    copy ??= [...array];
    copy[index] = safe;
  }
  return copy ?? array;
}

function cleanFields(object: object, depth: number): object {
  const fields: [string, unknown][] = [];
  let changed = false;
  for (const [key, value] of Object.entries(object)) {
    const safeKey = sanitizeText(key);
    const safe = clean(value, depth + 1);
    changed ||= safeKey !== key || safe !== value;
    fields.push([safeKey, safe]);
  }
  // fromEntries defines its keys, so that one named __proto__ stays a key.
  return changed ? Object.fromEntries(fields) : object;
}
