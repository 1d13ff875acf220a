import { belongsTo } from '../../istio/clean-up/ownership.ts';
import { pilotSelector, systemNamespace } from '../../istio/names.ts';
import { podTemplateOf } from '../../istio/sidecar/pod-template.ts';
import { pause, systemClock } from '../../kubernetes/clock.ts';
import { ApiError, isNamesake, isNotFound } from '../../kubernetes/errors.ts';
import { type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import { endOf } from '../journal/write-end.ts';
import { lookAtFacts } from '../observe/look.ts';
import { runningPilots } from '../observe/pilots.ts';
import { type Step, StepFailed, type StepRun } from '../step.ts';
import { proxies } from '../steps/proxies.ts';
import { withReadiness } from '../wait/readiness.ts';
import { tryWaysIn } from '../way-in/ways-in.ts';
import { recordedWrite } from '../write/recorded-write.ts';
import { withGrace } from '../write/with-grace.ts';
import { awayMessage, scaleCommand } from './scaled-away.ts';

/** Between two looks, in milliseconds, and how often the page is asked for while pilot is away. */
const rhythm = 1000;
const tries = 8;
/** What bringing it back may take after a cancel, in milliseconds. */
const longestWayBack = 30_000;

/**
 * Shows what the data plane does while the control plane is away: pilot is scaled to zero, the product page is asked for, and pilot
 * comes back to as many replicas as it had, whatever happens in between. It is shown as a run of the step that reads the proxies, and
 * writes, which that step does not.
 */
export const pilotAway: Step = {
  ...proxies,
  title: { key: 'experiment.title' },
  commands: () => [],
  writes: true,

  async act(ground, run) {
    const pilot = await pilotOf(ground, run.signal);
    const { name } = pilot.metadata;
    const replicas: number = pilot.spec?.replicas ?? 1;
    let back = pilot;
    if (replicas === 0) throw new StepFailed(awayMessage(pilot));
    let answered = 0;
    let mayBeAway = false;
    try {
      await scale(ground, run, pilot, { replicas: 0, writing: (may) => (mayBeAway = may) });
      await untilGone(ground, run, pilot);
      run.emit({ type: 'note', level: 'info', message: { key: 'experiment.gone', values: { name } } });
      answered = await watchPage(ground, run);
    } finally {
      if (mayBeAway) back = await bringBack(ground, run, pilot, replicas);
    }
    await withReadiness(ground, run, (readiness) => readiness.ready(back));
    run.emit({
      type: 'note',
      level: 'info',
      message: { key: 'experiment.back', values: { name, replicas } },
    });
    return { key: 'experiment.done', values: { name, answered, tries } };
  },
};

/**
 * Gives back the scale, also after a cancel. Where that fails it is told what is to be typed; then the error is thrown. Of a pilot that is
 * gone there is nothing to bring back, and one of its name that somebody has made since was never away.
 */
async function bringBack(
  ground: Ground,
  run: StepRun,
  pilot: KubernetesObject,
  replicas: number,
): Promise<KubernetesObject> {
  try {
    return await withGrace(run.signal, longestWayBack, (signal) =>
      scale(ground, { ...run, signal }, pilot, { replicas }),
    );
  } catch (error) {
    if (isNotFound(error) || isNamesake(error)) throw error;
    const { name } = pilot.metadata;
    const values = { name, command: scaleCommand(pilot, replicas) };
    run.emit({ type: 'note', level: 'warn', message: { key: 'experiment.stuck', values } });
    throw error;
  }
}

async function pilotOf(ground: Ground, signal: AbortSignal): Promise<KubernetesObject> {
  const options = { namespace: systemNamespace, labelSelector: pilotSelector, signal };
  const [pilot] = await ground.connection.api.listIfServed('apps/v1', 'Deployment', options);
  if (!pilot) throw new StepFailed({ key: 'experiment.no-pilot' });
  return pilot;
}

interface Scaling {
  replicas: number;
  /** Told whether the cluster may have it so by now: from the moment of the call on, unless it is refused. */
  writing?(may: boolean): void;
}

async function scale(
  ground: Ground,
  run: StepRun,
  pilot: KubernetesObject,
  { replicas, writing = () => {} }: Scaling,
): Promise<KubernetesObject> {
  run.emit({ type: 'command', command: scaleCommand(pilot, replicas) });
  const object = refOf(pilot);
  const { uid } = pilot.metadata;
  try {
    const after = await recordedWrite(
      run,
      { verb: 'scale', object, existed: true, uid, before: pilot },
      (signal) => {
        writing(true);
        return ground.connection.api.merge(object, { spec: { replicas } }, { uid, signal });
      },
      (written) => endOf('configured', written),
    );
    run.emit({ type: 'object', object, result: 'configured' });
    return after;
  } catch (error) {
    if (error instanceof ApiError && error.code < 500) writing(false);
    throw error;
  }
}

/** Waits until no pod of this pilot runs: another revision beside it has its own, also with the label that 1.1.0 selects by. */
async function untilGone(ground: Ground, run: StepRun, pilot: KubernetesObject): Promise<void> {
  const labels = Object.entries(
    pilot.spec?.selector?.matchLabels ?? podTemplateOf(pilot)?.metadata?.labels ?? {},
  );
  const labelSelector = labels.map(([name, value]) => `${name}=${value}`).join(',') || pilotSelector;
  const options = { namespace: systemNamespace, labelSelector, signal: run.signal };
  for (let told = 0; ; ) {
    const pods = await ground.connection.api.listIfServed('v1', 'Pod', options);
    const { length: count } = runningPilots(pods.filter((pod) => belongsTo(pod, pilot))).filter(isReady);
    if (count === 0) return;
    if (told !== count)
      run.emit({
        type: 'waiting',
        object: refOf(pilot),
        why: { key: 'experiment.going', values: { count } },
      });
    told = count;
    await pause(systemClock, rhythm, run.signal);
    run.signal.throwIfAborted();
  }
}

const isReady = ({ status }: KubernetesObject): boolean =>
  status?.conditions?.some(
    ({ type, status: value }: { type: string; status: string }) => type === 'Ready' && value === 'True',
  );

/** Asks for the page again and again; tells each new answer once. Returns how often it answered. */
async function watchPage(ground: Ground, run: StepRun): Promise<number> {
  const facts = await lookAtFacts(ground, run.signal, { requested: false });
  let answered = 0;
  let told = '';
  for (let number = 0; number < tries; number += 1) {
    const { ways, forward } = await tryWaysIn(ground, facts, run.signal);
    const good = ways.find(({ works }) => works);
    const message: Message = good
      ? { key: 'experiment.page.good', values: { url: good.url } }
      : forward.works
        ? { key: 'experiment.page.inside' }
        : { key: 'experiment.page.bad', values: { problem: ways[0]?.result ?? { key: 'way.none' } } };
    const bad = message.key === 'experiment.page.bad';
    if (!bad) answered += 1;
    if (told !== message.key) run.emit({ type: 'note', level: bad ? 'warn' : 'info', message });
    told = message.key;
    await pause(systemClock, rhythm, run.signal);
    run.signal.throwIfAborted();
  }
  return answered;
}
