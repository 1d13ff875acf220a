import { isRecord, type Json } from '../object.ts';

/** RFC 7386: maps are merged, `null` removes, everything else replaces. */
export function applyMergePatch(current: Json, patch: Json): Json {
  if (!isRecord(patch)) return patch;
  const result: Record<string, Json> = isRecord(current) ? { ...current } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else if (key !== '__proto__') result[key] = applyMergePatch(result[key], value);
  }
  return result;
}
