import { leftoverReason } from '../../istio/clean-up/leftovers.ts';
import { type KubernetesObject, keyOf, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { Baseline } from '../keeping/baseline.ts';
import type { Checked, Survey, Unread } from '../observe/survey.ts';
import type { Leftover } from './leftover.ts';

/** An object that is there now and was not before hoist's first write, or the other way round. */
export interface Difference {
  object: ObjectRef;
  change: 'added' | 'gone';
  /** `istio`: what an installation brings or makes at run time. `others`: nobody of ours; never touched. */
  origin: 'istio' | 'others';
  reason?: Message;
}

/** What was looked at, what was found, and what remains: at the end of an uninstall, and at any time. */
export interface Certificate {
  at: string;
  checked: Checked[];
  /** Of Istio, and still there. */
  remains: Leftover[];
  /** Could not be looked at: about these nothing is certified. */
  unread: Unread[];
  /** When the cluster was looked at before the first write; absent where nobody did. */
  since?: string;
  differences: Difference[];
}

/** Kinds whose objects come and go by themselves: that one was there before the first write says nothing. */
const fleeting = new Set(['Pod']);

export function certify(survey: Survey, baseline: Baseline | undefined, application: string): Certificate {
  const { checked, leftovers, unread } = survey;
  return {
    at: new Date().toISOString(),
    checked,
    remains: leftovers,
    unread,
    ...(baseline ? { since: baseline.at } : {}),
    differences: baseline ? differencesFrom(baseline, survey, application) : [],
  };
}

function differencesFrom(
  { objects: before, unread }: Baseline,
  survey: Survey,
  application: string,
): Difference[] {
  const unknown = new Set([...unread, ...survey.unread.map(({ kind }) => kind)]);
  const isKnown = ({ kind }: { kind: string }) => !unknown.has(kind) && !fleeting.has(kind);
  const now = new Set(survey.objects.map(keyOf));
  const added = survey.objects
    .filter((object) => isKnown(object) && !Object.hasOwn(before, keyOf(object)))
    .map((object) => addedOf(object, application));
  const gone = Object.keys(before)
    .filter((key) => !now.has(key))
    .map(refOfKey)
    .filter(isKnown)
    .map((object): Difference => ({ object, change: 'gone', origin: originOfName(object) }));
  return [...added, ...gone];
}

function addedOf(object: KubernetesObject, application: string): Difference {
  const reason = leftoverReason(object, application);
  return {
    object: refOf(object),
    change: 'added',
    origin: reason ? 'istio' : 'others',
    ...(reason ? { reason } : {}),
  };
}

/** All that is left of an object that is gone is its name. */
const originOfName = ({ apiVersion, name }: ObjectRef): Difference['origin'] =>
  /(^|\.)istio\.io$/.test(apiVersion) || /istio/.test(name) ? 'istio' : 'others';

/** The version of the group is not in a key, and not needed to name the object. */
function refOfKey(key: string): ObjectRef {
  const [group = '', kind = '', namespace = '', name = ''] = key.split('/');
  return { apiVersion: group ? `${group}/` : 'v1', kind, ...(namespace ? { namespace } : {}), name };
}
