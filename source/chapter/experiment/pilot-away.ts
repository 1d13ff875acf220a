import { belongsTo } from '../../istio/clean-up/ownership.ts';
import { pilotSelector, systemNamespace } from '../../istio/names.ts';
import { podTemplateOf } from '../../istio/sidecar/pod-template.ts';
import { pause, systemClock } from '../../kubernetes/clock.ts';
import { type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import { endOf } from '../journal/write-end.ts';
import { lookAtFacts } from '../observe/look.ts';
import { runningPilots } from '../observe/pilots.ts';
import { shellLine } from '../shell-line.ts';
import { type Step, StepFailed, type StepRun } from '../step.ts';
import { proxies } from '../steps/proxies.ts';
import { tryWaysIn } from '../way-in/ways-in.ts';
import { recordedWrite } from '../write/recorded-write.ts';

/** Between two looks, in milliseconds, and how often the page is asked for while pilot is away. */
const rhythm = 1000;
const tries = 8;
/** What bringing it back may take, in milliseconds, also after a cancel. */
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
    if (replicas === 0) {
      throw new StepFailed({
        key: 'experiment.away-already',
        values: { name, command: scaleCommand(pilot, 1) },
      });
    }
    let answered = 0;
    try {
      await scale(ground, run, pilot, 0);
      await until(ground, run, pilot, (count) => count === 0);
      run.emit({ type: 'note', level: 'info', message: { key: 'experiment.gone', values: { name } } });
      answered = await watchPage(ground, run);
    } finally {
      const back = { ...run, signal: AbortSignal.timeout(longestWayBack) };
      await scale(ground, back, pilot, replicas);
    }
    await until(ground, run, pilot, (count) => count >= replicas);
    run.emit({
      type: 'note',
      level: 'info',
      message: { key: 'experiment.back', values: { name, replicas } },
    });
    return { key: 'experiment.done', values: { name, answered, tries } };
  },
};

async function pilotOf(ground: Ground, signal: AbortSignal): Promise<KubernetesObject> {
  const options = { namespace: systemNamespace, labelSelector: pilotSelector, signal };
  const [pilot] = await ground.connection.api.listIfServed('apps/v1', 'Deployment', options);
  if (!pilot) throw new StepFailed({ key: 'experiment.no-pilot' });
  return pilot;
}

/** The line that does the same; the name is the cluster's word. */
export const scaleCommand = ({ metadata }: KubernetesObject, replicas: number): string =>
  shellLine([
    'kubectl',
    ...['-n', systemNamespace, 'scale', `deployment/${metadata.name}`, `--replicas=${replicas}`],
  ]);

async function scale(ground: Ground, run: StepRun, pilot: KubernetesObject, replicas: number): Promise<void> {
  run.emit({ type: 'command', command: scaleCommand(pilot, replicas) });
  const object = refOf(pilot);
  await recordedWrite(
    run,
    { verb: 'scale', object, existed: true, uid: pilot.metadata.uid, before: pilot },
    (signal) => ground.connection.api.merge(object, { spec: { replicas } }, signal),
    (after) => endOf('configured', after),
  );
  run.emit({ type: 'object', object, result: 'configured' });
}

/** Waits until so many pods of this pilot run: another revision beside it has its own, also with the label that 1.1.0 selects by. */
async function until(
  ground: Ground,
  run: StepRun,
  pilot: KubernetesObject,
  enough: (count: number) => boolean,
): Promise<void> {
  const labels = Object.entries(
    pilot.spec?.selector?.matchLabels ?? podTemplateOf(pilot)?.metadata?.labels ?? {},
  );
  const labelSelector = labels.map(([name, value]) => `${name}=${value}`).join(',') || pilotSelector;
  const options = { namespace: systemNamespace, labelSelector, signal: run.signal };
  for (;;) {
    const pods = await ground.connection.api.listIfServed('v1', 'Pod', options);
    const ready = runningPilots(pods.filter((pod) => belongsTo(pod, pilot))).filter(({ status }) =>
      status?.conditions?.some(
        ({ type, status: value }: { type: string; status: string }) => type === 'Ready' && value === 'True',
      ),
    );
    if (enough(ready.length)) return;
    await pause(systemClock, rhythm, run.signal);
    run.signal.throwIfAborted();
  }
}

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
