import { Fault, TimeoutError, UnreachableError } from '../kubernetes/errors.ts';
import { wordsOf } from '../kubernetes/words-of.ts';
import type { Message } from '../language/message.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

/** A connection that was there, and ended before its answer did. */
const cutCodes = /ECONNRESET|EPIPE|ECONNABORTED/;
/** Node's and OpenSSL's codes of a certificate that is not believed. */
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/;
const nameCodes = /ENOTFOUND|EAI_AGAIN/;

/** Why an API server cannot be asked at all. Undefined for any other error. */
export function diagnoseNoAnswer(error: unknown, server: string): Diagnosis | undefined {
  if (error instanceof TimeoutError) {
    const words = wordsOf(error);
    return diagnosis('api-silent', { key: 'error.timeout', values: { server, words } }, { server });
  }
  if (!(error instanceof UnreachableError)) return undefined;
  const values = { server: error.server };
  const said = { ...values, words: wordsOf(error) };
  if (error.cause instanceof Fault)
    return diagnosis('api-other', { key: 'error.wrong-answer', values: said }, values);
  const what: Message = { key: 'error.unreachable', values: said };
  if (error.code === 'ECONNREFUSED') return diagnosis('api-refused', what, values);
  if (nameCodes.test(error.code)) return diagnosis('api-name', what, values);
  if (certificateCodes.test(error.code)) return diagnosis('api-certificate', what, values);
  return diagnosis(cutCodes.test(error.code) ? 'api-cut' : 'api-silent', what, values);
}
