import type { Json } from '../object.ts';

/** A copy that may be changed. */
export const draftOf = <T>(object: T): T => structuredClone(object);

export const setOrDelete = (record: Json, key: string, value: unknown): void => {
  if (value === undefined) delete record[key];
  else record[key] = value;
};
