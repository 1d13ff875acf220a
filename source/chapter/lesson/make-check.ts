import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { urlCandidates } from '../../istio/gateway/ingress.ts';
import { NotServedError } from '../../kubernetes/api.ts';
import { type KubernetesObject, kubectlName, type ObjectRef } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { statusOf } from '../../kubernetes/status.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import { lookAtFacts } from '../observe/look.ts';
import type { CheckFound, LessonCheck, Target } from './lesson.ts';

/** Milliseconds for an address to answer. */
const timeout = 3000;
/** How much of a value is shown. */
const longest = 80;

/** What a check asks for, in words. */
function whatOf(check: LessonCheck): Message {
  if (check.type === 'answers') {
    const { url, path = '', status } = check;
    return { key: 'lesson.check.answers', values: { url: url ?? path, status } };
  }
  const name = kubectlName(check.target);
  if (check.type !== 'equals') return { key: `lesson.check.${check.type}`, values: { name } };
  const values = { name, field: check.field.join('.'), value: String(check.value) };
  return { key: 'lesson.check.equals', values };
}

/** A check that nobody has made yet. */
export const unasked = (check: LessonCheck): CheckFound => ({
  what: whatOf(check),
  state: 'unknown',
  found: { key: 'lesson.found.unasked' },
});

/** Asks the cluster, now. Throws only where nobody answers, or for an abort. */
export async function makeCheck(
  ground: Ground,
  check: LessonCheck,
  signal: AbortSignal,
): Promise<CheckFound> {
  const what = whatOf(check);
  const found = await (check.type === 'answers'
    ? ofAddress(ground, check, signal)
    : objectAt(ground, check.target, signal).then((object) => ofObject(check, object)));
  return { what, ...found };
}

type Found = Omit<CheckFound, 'what'>;
const good = (found: Message): Found => ({ state: 'good', found });
const bad = (found: Message): Found => ({ state: 'bad', found });

async function objectAt(
  ground: Ground,
  target: Target,
  signal: AbortSignal,
): Promise<KubernetesObject | undefined> {
  const { api } = ground.connection;
  try {
    const { namespaced } = await api.type(target.apiVersion, target.kind, signal);
    const ref: ObjectRef = namespaced ? { namespace: ground.namespace, ...target } : target;
    return await api.get(ref, signal);
  } catch (error) {
    // A kind that is not there yet has no objects.
    if (error instanceof NotServedError) return undefined;
    throw error;
  }
}

function ofObject(
  check: Exclude<LessonCheck, { type: 'answers' }>,
  object: KubernetesObject | undefined,
): Found {
  if (!object || object.metadata.deletionTimestamp)
    return check.type === 'absent' && !object
      ? good({ key: 'lesson.found.absent' })
      : bad({ key: object ? 'status.terminating' : 'lesson.found.absent' });
  switch (check.type) {
    case 'exists':
      return good({ key: 'lesson.found.there' });
    case 'absent':
      return bad({ key: 'lesson.found.there' });
    case 'ready': {
      const { phase, why } = statusOf(object);
      return phase === 'current' || phase === 'applied'
        ? good({ key: 'lesson.found.ready' })
        : bad(why ?? { key: 'lesson.found.not-ready' });
    }
    case 'equals': {
      const value = valueAt(object, check.field);
      if (value === undefined) return bad({ key: 'lesson.found.no-field' });
      const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
      const found: Message = {
        key: 'lesson.found.value',
        values: { value: sanitizeLine(shown).slice(0, longest) },
      };
      return String(value) === String(check.value) ? good(found) : bad(found);
    }
  }
}

function valueAt(value: unknown, field: readonly string[]): unknown {
  return field.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

/** At the named address, or at the first of the gateway's that answers at all. */
async function ofAddress(
  ground: Ground,
  { url, path, status }: Extract<LessonCheck, { type: 'answers' }>,
  signal: AbortSignal,
): Promise<Found> {
  const urls = url ? [url] : await gatewayUrls(ground, path ?? '/', signal);
  if (urls.length === 0) return bad({ key: 'lesson.found.no-way' });
  let last: Found | undefined;
  for (const one of urls.slice(0, 5)) {
    const answer = await statusAt(one, signal);
    if (typeof answer !== 'number')
      last ??= bad({ key: 'lesson.found.silent', values: { url: one, words: answer } });
    else {
      const found: Message = { key: 'lesson.found.status', values: { url: one, status: answer } };
      return answer === status ? good(found) : bad(found);
    }
  }
  return last ?? bad({ key: 'lesson.found.no-way' });
}

async function gatewayUrls(ground: Ground, path: string, signal: AbortSignal): Promise<string[]> {
  const { objects } = await lookAtFacts(ground, signal, { requested: false });
  return urlCandidates(objects.services, objects.nodes).map(({ url }) => new URL(path, url).href);
}

/** The status that comes back, or why none does. Only an abort is thrown. */
function statusAt(url: string, signal: AbortSignal): Promise<number | string> {
  const get = url.startsWith('https:') ? getSecure : getPlain;
  return new Promise((answer, reject) => {
    const until = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    const call = get(url, { agent: false, signal: until }, (response) => {
      response.destroy();
      answer(response.statusCode ?? 0);
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (signal.aborted) reject(error);
      else answer(sanitizeLine(until.aborted ? 'ETIMEDOUT' : (error.code ?? error.message)));
    });
  });
}
