import { pause, systemClock } from '../../kubernetes/clock.ts';
import { type KubernetesObject, keyOf, kubectlName, refOf } from '../../kubernetes/object.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { Ground } from '../ground.ts';
import { planApply } from '../plan/plan.ts';
import { shellLine } from '../shell-line.ts';
import { type Step, StepFailed, type StepRun } from '../step.ts';
import { withReadiness } from '../wait/readiness.ts';
import { applyObjects } from '../write/apply-objects.ts';
import { liveObjects } from '../write/live-objects.ts';
import { prepare } from '../write/prepare.ts';
import { saysOurs } from '../write/says-ours.ts';
import { type CheckFound, type LessonStep, said } from './lesson.ts';
import { makeCheck, unasked } from './make-check.ts';

/** Milliseconds between two rounds of checks, once all is applied. */
const rhythm = 1000;
/** After so many rounds a check that is not met is told as a failure: what is applied has had its time to work. */
const patience = 60;

/** A lesson's step as the engine runs any: with a plan, conflicts, waits, a cancel, the journal and the lease. */
export function lessonStep(lesson: LessonStep): Step {
  const objects = lesson.manifests.flatMap((one) => one.objects);
  const title = said(lesson.title);
  return {
    id: 'lesson',
    title,
    undoTitle: title,
    explain: said(lesson.text),
    hint: lesson.hint ? said(lesson.hint) : title,
    writes: objects.length > 0,
    reads: [],
    commands: ({ namespace }) =>
      lesson.manifests.map(({ file }) => shellLine(['kubectl', '-n', namespace, 'apply', '-f', file])),
    undoCommands: () => [],
    plan: async (ground, signal) =>
      planApply(ground.connection.api, (await wantedOf(ground, objects, signal)).wanted, signal),
    planUndo: async () => [],

    async act(ground, run) {
      const { wanted, live } = await wantedOf(ground, objects, run.signal, run);
      claim(wanted, live, run);
      await withReadiness(ground, run, (readiness) =>
        applyObjects(ground.connection.api, wanted, readiness, run),
      );
      // A step without manifests is done by hand: hoist has changed nothing that it could wait for, so it looks once.
      const rounds = objects.length > 0 ? patience : 1;
      let open: CheckFound | undefined;
      for (let round = 0; round < rounds; round += 1) {
        if (round > 0) await pause(systemClock, rhythm, run.signal);
        run.signal.throwIfAborted();
        const found = await makeChecks(ground, lesson, run.signal);
        const before = open;
        open = found.find(({ state }) => state !== 'good');
        if (!open) return { key: 'lesson.done', values: { count: found.length } };
        const words = { what: open.what, found: open.found };
        if (JSON.stringify(before) !== JSON.stringify(open) && rounds > 1)
          run.emit({ type: 'note', level: 'info', message: { key: 'lesson.waiting', values: words } });
      }
      throw new StepFailed(
        { key: 'lesson.not-yet', values: { what: open?.what ?? '', found: open?.found ?? '' } },
        lesson.hint && said(lesson.hint),
      );
    },

    undo: async () => title,
    verify: () => ({ state: 'unknown', message: title }),
  };
}

type Live = ReadonlyMap<string, KubernetesObject>;

/** A server notes nobody as the owner of an object that has no more than a name, as accounts often have: hoist's own say it. */
const mark = { 'app.kubernetes.io/managed-by': 'hoist' };

const isBare = ({ apiVersion: _, kind: __, metadata, ...more }: KubernetesObject): boolean =>
  Object.keys(more).length === 0 && Object.keys({ ...metadata.labels, ...metadata.annotations }).length === 0;

/** The objects as this cluster takes them, and what is there of them. */
async function wantedOf(
  ground: Ground,
  objects: readonly KubernetesObject[],
  signal: AbortSignal,
  run?: StepRun,
): Promise<{ wanted: KubernetesObject[]; live: Live }> {
  const wanted = await prepare(ground, objects, signal, run);
  const live = await liveObjects(ground.connection.api, wanted, signal);
  const marked = (object: KubernetesObject): KubernetesObject => {
    const there = live.get(keyOf(object));
    if (!isBare(object) || (there && !saysOurs(there))) return object;
    return { ...object, metadata: { ...object.metadata, labels: mark } };
  };
  return { wanted: wanted.map(marked), live };
}

/** What is made here goes on hoist's list, by which an uninstall takes it back; what was there before stays somebody's own. */
function claim(wanted: readonly KubernetesObject[], live: Live, run: StepRun): void {
  run.wants?.(wanted.filter((object) => !live.has(keyOf(object))));
  const names = [...live.values()].filter((one) => !saysOurs(one)).map((one) => kubectlName(refOf(one)));
  if (names.length === 0) return;
  const message = { key: 'lesson.was-there', values: { names: names.join(', ') } } as const;
  run.emit({ type: 'note', level: 'info', message });
}

/** Every check of a step, asked now; what could not be asked is said to be unknown. Throws only for an abort. */
export function makeChecks(
  ground: Ground,
  { checks }: LessonStep,
  signal: AbortSignal,
): Promise<CheckFound[]> {
  return Promise.all(
    checks.map(async (check): Promise<CheckFound> => {
      try {
        return await makeCheck(ground, check, signal);
      } catch (error) {
        signal.throwIfAborted();
        const words = wordsOf(error, 200);
        return { ...unasked(check), found: { key: 'lesson.found.unknown', values: { words } } };
      }
    }),
  );
}
