import { isForbidden } from './errors.ts';

/** What was asked for, or undefined where the right to it is missing. Rejects with any other error. */
export async function unlessForbidden<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}
