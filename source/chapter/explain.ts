import { diagnoseNoAnswer } from '../diagnosis/no-answer.ts';
import { diagnoseSymptom } from '../diagnosis/symptom.ts';
import { ChoiceError } from '../istio/choices/choice-error.ts';
import { ReleaseError } from '../istio/release/release.ts';
import { RenderError } from '../istio/render/render-error.ts';
import { ManifestError } from '../istio/yaml/manifest.ts';
import { NotServedError } from '../kubernetes/api.ts';
import {
  ApiError,
  ConfigError,
  Fault,
  isNamesake,
  TimeoutError,
  UnreachableError,
} from '../kubernetes/errors.ts';
import { messageOf, wordsOf } from '../kubernetes/words-of.ts';
import type { Message } from '../language/message.ts';
import { LessonError } from './lesson/lesson.ts';
import { RememberedError } from './observe/remembered-error.ts';
import { StepFailed } from './step.ts';

export interface Explanation {
  message: Message;
  hint?: Message;
  /** The cluster could not be asked at all. */
  unreachable: boolean;
}

function ofConfig(error: ConfigError): Explanation {
  return {
    message: messageOf(error),
    hint: { key: `error.${error.problem}.hint` },
    unreachable: false,
  };
}

function ofApi(error: ApiError, server: string): Explanation {
  const words = wordsOf(error);
  if (error.code === 401) {
    return {
      message: { key: 'error.unauthorized', values: { server } },
      hint: { key: 'error.unauthorized.hint' },
      unreachable: true,
    };
  }
  if (error.code === 403) {
    return {
      message: { key: 'error.forbidden', values: { words } },
      hint: { key: 'error.forbidden.hint' },
      unreachable: false,
    };
  }
  if (isNamesake(error)) {
    const { kind = '', name = '' } = error.body.details ?? {};
    return {
      message: { key: 'error.made-anew', values: { name: `${kind} ${name}`.trim() } },
      hint: { key: 'error.made-anew.hint' },
      unreachable: false,
    };
  }
  if (!error.words) {
    const message: Message = { key: 'error.no-reason', values: { code: error.code } };
    return { message, hint: { key: 'error.no-reason.hint' }, unreachable: false };
  }
  return { message: { key: 'error.api', values: { code: error.code, words } }, unreachable: false };
}

/** What an error means in words, and what to do about it. `server` is the one that was being asked, if known. */
export function explainError(error: unknown, server = ''): Explanation {
  const explanation = inWords(error, server);
  const found = diagnoseNoAnswer(error, server) ?? diagnoseSymptom(explanation.message);
  // What a step says of its own failure is nearer to it.
  if (!found || (error instanceof StepFailed && explanation.hint)) return explanation;
  const { why, fix } = found;
  return { ...explanation, hint: { key: 'diagnosis.told', values: { why, fix } } };
}

function inWords(error: unknown, server: string): Explanation {
  const words = wordsOf(error);
  if (error instanceof StepFailed) return { message: error.told, hint: error.hint, unreachable: false };
  if (
    error instanceof ReleaseError ||
    error instanceof ManifestError ||
    error instanceof ChoiceError ||
    error instanceof LessonError
  )
    return { message: error.problem, unreachable: false };
  if (error instanceof RenderError)
    return { message: error.problem, ...(error.hint ? { hint: error.hint } : {}), unreachable: false };
  if (error instanceof RememberedError) {
    const why = inWords(error.cause, server).message;
    return {
      message: { key: 'choice.remembered-gone', values: { chosen: error.chosen, why } },
      hint: { key: 'choice.remembered-gone.hint' },
      unreachable: false,
    };
  }
  if (error instanceof ConfigError) return ofConfig(error);
  if (error instanceof ApiError) return ofApi(error, server);
  if (error instanceof Fault) return { message: error.said, unreachable: false };
  if (error instanceof NotServedError) {
    const { apiVersion, kind } = error;
    return { message: { key: 'error.not-served', values: { apiVersion, kind } }, unreachable: false };
  }
  const hint: Message = { key: 'error.unreachable.hint' };
  if (error instanceof UnreachableError) {
    const key = error.cause instanceof Fault ? 'error.wrong-answer' : 'error.unreachable';
    return { message: { key, values: { server: error.server, words } }, hint, unreachable: true };
  }
  if (error instanceof TimeoutError) {
    return { message: { key: 'error.timeout', values: { server, words } }, hint, unreachable: true };
  }
  return { message: { key: 'error.unexpected', values: { words } }, unreachable: false };
}
