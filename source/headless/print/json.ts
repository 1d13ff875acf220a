import type { Chapter, PlanReport } from '../../chapter/chapter.ts';
import type { CheckReport } from '../../chapter/check-result.ts';
import type { ChapterEvent } from '../../chapter/event.ts';
import type { Explanation } from '../../chapter/explain.ts';
import type { Kept } from '../../chapter/keeping/kept.ts';
import type { LessonView } from '../../chapter/lesson/lesson.ts';
import { standingOf } from '../../chapter/lesson/standing.ts';
import type { View } from '../../chapter/observe/view.ts';
import type { Hanging } from '../../chapter/repair/hanging.ts';
import type { WaysIn } from '../../chapter/way-in/ways-in.ts';
import type { Language } from '../../language/message.ts';
import type { ExitCode } from '../line/exit-code.ts';
import type { ObjectRef } from '../line/object-name.ts';
import { inWords } from '../text/in-words.ts';
import { countsOf, isPossible } from '../text/plan-text.ts';

/** One document, for reading and for `jq` alike. */
const whole = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
/** One event, one line. */
const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/** Always all four fields, so that a script need not ask which kind of object it has. */
const object = ({ apiVersion, kind, namespace, name }: ObjectRef) => ({
  apiVersion,
  kind,
  namespace: namespace ?? null,
  name,
});

export function checkJson({ success, categories }: CheckReport, language: Language): string {
  const all = categories.map(({ id, title, checks }) => ({
    id,
    title,
    checks: checks.map((check) => ({ ...check, hint: check.hint ?? null })),
  }));
  return whole(inWords({ success, categories: all }, language));
}

const parts = ['cluster', 'nodes', 'namespaces', 'components', 'proxies'] as const;

export function statusJson(view: View, language: Language, kept: Kept = {}): string {
  const { freshness: _, ...cluster } = view.cluster;
  const status = {
    cluster,
    nodes: view.nodes.rows,
    namespaces: view.namespaces.rows,
    components: view.components.rows,
    proxies: view.proxies.rows,
    steps: view.steps,
    kept,
    // An empty list must not be taken for an empty cluster where it could not be read.
    problems: parts
      .map((part) => ({ part, ...view[part].freshness }))
      .filter(({ state }) => state !== 'live'),
  };
  return whole(inWords(status, language));
}

/** `url` is null where no address shows the page; `diagnosis` then says why. */
export function urlJson({ url, ways, diagnosis, ...rest }: WaysIn, language: Language): string {
  return whole(inWords({ url: url ?? null, ways, diagnosis: diagnosis ?? null, ...rest }, language));
}

/** `fields`, `conflicts` and `rewritten` are empty where there are none, so that a script need not ask. */
export function planJson(report: PlanReport, language: Language): string {
  const { steps, release, checks, findings, ...about } = report;
  const all = steps.map(({ id, title, items }) => ({
    id,
    title,
    items: items.map(({ object: ref, action, why, fields = [], conflicts = [], rewritten, refused }) => ({
      ...object(ref),
      action,
      why: why ?? null,
      refused: refused ?? false,
      fields,
      conflicts,
      rewritten: rewritten ? { ...rewritten, ref: undefined } : null,
    })),
  }));
  const plan = {
    ...about,
    // Messages by themselves have no name to put their key beside.
    choices: report.choices.map((message) => ({ message })),
    release: release ?? null,
    checks: checks.map((check) => ({ ...check, hint: check.hint ?? null })),
    findings: findings.map(({ objects, hint, ...finding }) => ({
      ...finding,
      hint: hint ?? null,
      objects: objects.map(object),
    })),
    counts: countsOf(report),
    possible: isPossible(report),
    steps: all,
  };
  return whole(inWords(plan, language));
}

/** `standing` is `reached`, `todo`, or `early`: met already, and counted once the step `after` (from 1) is done. */
export function lessonJson({ title, about, steps }: LessonView, language: Language): string {
  const all = steps.map(({ hint, reached, ...step }, index) => {
    const { state, ...more } = standingOf(steps, index);
    return {
      number: index + 1,
      ...step,
      hint: hint ?? null,
      standing: state,
      after: 'after' in more ? more.after + 1 : null,
      reached: reached ?? null,
    };
  });
  const done = steps.every(({ reached }) => reached !== undefined);
  return whole(inWords({ title, about: about ?? null, done, steps: all }, language));
}

export function auditJson(
  { clean, leftovers, certificate }: Awaited<ReturnType<Chapter['audit']>>,
  language: Language,
): string {
  const all = leftovers.map((leftover) => ({ ...object(leftover), reason: leftover.reason }));
  return whole(inWords({ clean, leftovers: all, certificate }, language));
}

/** `writes` names what a repair would write; empty where hoist does not repair it. */
export function repairJson(found: readonly Hanging[], language: Language): string {
  const hanging = found.map(({ object: ref, proof, writes, ...rest }) => ({
    ...object(ref),
    ...rest,
    // Messages by themselves have no name to put their key beside.
    proof: proof.map((message) => ({ message })),
    writes: writes.map((write) => ({
      what: write.what,
      ...object({ ...write.live, ...write.live.metadata }),
      ...(write.what === 'unhold' ? { finalizers: write.finalizers } : {}),
    })),
  }));
  return whole(inWords({ hanging }, language));
}

export function eventJson(event: ChapterEvent, language: Language): string {
  return line(inWords('object' in event ? { ...event, object: object(event.object) } : event, language));
}

/** What is printed instead of a result, on stdout as well: whoever asked for JSON reads JSON there, whatever happens. */
export function errorJson(
  { message, hint }: Pick<Explanation, 'message' | 'hint'>,
  exitCode: ExitCode,
  { language, asLine }: { language: Language; asLine: boolean },
): string {
  const error = inWords({ message, hint: hint ?? null, exitCode }, language);
  return (asLine ? line : whole)({ error });
}
