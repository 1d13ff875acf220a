import { TimeoutError, UnreachableError } from '../kubernetes/errors.ts';
import { sanitizeLine } from '../kubernetes/sanitize.ts';
import type { Message } from '../language/message.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

/** Node's and OpenSSL's codes of a certificate that is not believed. */
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/;
const nameCodes = /ENOTFOUND|EAI_AGAIN/;

/** Why an API server cannot be asked at all. Undefined for any other error. */
export function diagnoseNoAnswer(error: unknown, server: string): Diagnosis | undefined {
  if (error instanceof TimeoutError) {
    const words = sanitizeLine(error.message);
    return diagnosis('api-silent', { key: 'error.timeout', values: { server, words } }, { server });
  }
  if (!(error instanceof UnreachableError)) return undefined;
  const words = sanitizeLine(error.message);
  const what: Message = { key: 'error.unreachable', values: { server: error.server, words } };
  const values = { server: error.server };
  if (error.code === 'ECONNREFUSED') return diagnosis('api-refused', what, values);
  if (nameCodes.test(error.code)) return diagnosis('api-name', what, values);
  if (certificateCodes.test(error.code)) return diagnosis('api-certificate', what, values);
  return diagnosis('api-silent', what, values);
}
