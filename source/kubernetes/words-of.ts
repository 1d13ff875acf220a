import type { Message } from '../language/message.ts';
import { NotServedError } from './api.ts';
import { ApiError, ConfigError, Fault, TimeoutError } from './errors.ts';
import { sanitizeLine } from './sanitize.ts';

/**
 * What an error says, to stand inside a message and safe to draw: the words of a server, of Node or of a tool as they came, `longest`
 * characters of them at most; what hoist itself has to say as a message, for a face to put into the reader's language.
 */
export function wordsOf(error: unknown, longest = 400): string | Message {
  const words = error instanceof Error ? error.message : String(error);
  return ownWords(error) ?? sanitizeLine(words).slice(0, longest);
}

function ownWords(error: unknown): Message | undefined {
  if (error instanceof Fault) return error.said;
  if (error instanceof Error && error.cause instanceof Fault) return error.cause.said;
  if (error instanceof TimeoutError) {
    const { what, seconds } = error;
    return { key: 'fault.timeout', values: { what: sanitizeLine(what), seconds } };
  }
  if (error instanceof NotServedError) {
    const { apiVersion, kind } = error;
    return { key: 'error.not-served', values: { apiVersion, kind } };
  }
  if (error instanceof ApiError)
    return error.words ? undefined : { key: 'fault.no-reason', values: { code: error.code } };
  return error instanceof ConfigError ? messageOf(error) : undefined;
}

/** What is wrong with a kubeconfig, or with what it names. */
export function messageOf({ problem, values }: ConfigError): Message {
  const safe = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? sanitizeLine(value) : value,
  ]);
  return { key: `error.${problem}`, values: Object.fromEntries(safe) } as Message;
}
