import type { Profile } from '../kinds/built-in.ts';
import type { FieldError } from './field-error.ts';

/** Names were explained otherwise before 1.20 (k8s.io/apimachinery/pkg/util/validation). */
export function inWordsOf(profile: Profile, error: FieldError): FieldError {
  if (profile === 'current') return error;
  return { ...error, message: error.message.replaceAll('a lowercase RFC 1123 ', 'a DNS-1123 ') };
}
