import type { Profile } from '../kinds/built-in.ts';
import type { FieldError } from './field-error.ts';

/** Names were explained otherwise before 1.20 (k8s.io/apimachinery/pkg/util/validation), and values shown as Go writes them. */
export function inWordsOf(profile: Profile, { formerly, ...error }: FieldError): FieldError {
  if (profile === 'current') return error;
  const message = formerly ?? error.message;
  return { ...error, message: message.replaceAll('a lowercase RFC 1123 ', 'a DNS-1123 ') };
}
