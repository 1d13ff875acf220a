import { systemNamespace } from '../../istio/names.ts';
import { pause, systemClock } from '../../kubernetes/clock.ts';
import { statusOf } from '../../kubernetes/status.ts';
import { hasGateways } from '../choose/choices.ts';
import { awayMessage, scaledAway } from '../experiment/scaled-away.ts';
import type { Ground } from '../ground.ts';
import type { Facts } from '../observe/facts.ts';
import { lookAtFacts } from '../observe/look.ts';
import { rowsOfProxies } from '../observe/proxy-rows.ts';
import type { ProxyRow } from '../observe/view.ts';
import { type Step, StepFailed, type StepRun, type Verdict } from '../step.ts';

/** Between two looks at pilot's table while a proxy is still connecting, in milliseconds. */
const rhythm = 1000;

/** A proxy has what it needs once clusters, listeners and endpoints are acknowledged; routes come with the first Gateway. */
const isSynced = (row: ProxyRow) =>
  !row.missing && [row.cds, row.lds, row.eds].every((state) => state === 'SYNCED');

/** Step 4: read the components and the proxies' sync state. Writes nothing. */
export const proxies: Step = {
  id: 'proxies',
  writes: false,
  title: { key: 'step.proxies.title' },
  undoTitle: { key: 'step.proxies.undo' },
  explain: { key: 'step.proxies.explain' },
  hint: { key: 'step.proxies.hint' },
  commands: () => ['kubectl get deployment,pod,svc -n istio-system', 'istioctl proxy-status'],
  undoCommands: () => [],
  plan: async () => [],
  planUndo: async () => [],

  async act(ground, run) {
    const rows = await untilSynced(ground, run);
    const synced = rows.filter(isSynced).length;
    if (synced < rows.length) return { key: 'step.proxies.of', values: { synced, count: rows.length } };
    return { key: 'step.proxies.done', values: { count: rows.length } };
  },

  undo: async () => ({ key: 'step.proxies.undone' }),

  reads: ['pods', 'deployments'],
  verify(facts): Verdict {
    const away = scaledAway(facts.objects.deployments);
    if (away) return { state: 'problem', message: awayMessage(away) };
    const rows = rowsOfProxies(facts);
    const { pilotsFreshness: pilots } = facts;
    if (pilots.state === 'connecting')
      return { state: 'unknown', message: { key: 'step.unknown.connecting' } };
    if (pilots.state === 'forbidden') {
      const { verb, resource } = pilots;
      return { state: 'unknown', message: { key: 'step.unknown.forbidden', values: { verb, resource } } };
    }
    if (pilots.state === 'failed' && rows.length === 0)
      return { state: 'unknown', message: { key: 'step.unknown.failed', values: { words: pilots.message } } };
    if (rows.length === 0) return { state: 'todo', message: { key: 'step.proxies.none' } };
    const synced = rows.filter(isSynced).length;
    const values = { synced, count: rows.length };
    return { state: synced === rows.length ? 'done' : 'partly', message: { key: 'step.proxies.of', values } };
  },
};

/**
 * Waits for the gateways, if the installation has any. An application's sidecar that is not in sync is told, with what that means, but
 * is not waited for: it may be so for reasons of its own, and for ever.
 */
async function untilSynced(ground: Ground, run: StepRun): Promise<ProxyRow[]> {
  const told = new Map<string, string>();
  const expected = hasGateways(ground.release);
  while (true) {
    const facts = await lookAtFacts(ground, run.signal, { requested: false });
    if (told.size === 0) warnOfSingles(facts, run);
    const away = scaledAway(facts.objects.deployments);
    if (away) throw new StepFailed(awayMessage(away));
    const rows = rowsOfProxies(facts);
    for (const row of rows) tellRow(row, told, run);
    const gateways = rows.filter((row) => row.kind === 'gateway');
    if (gateways.every(isSynced) && (gateways.length > 0 || !expected)) return rows;
    if (rows.length === 0 && told.size === 0)
      run.emit({ type: 'note', level: 'info', message: { key: 'step.proxies.none' } });
    told.set('', 'looked');
    await pause(systemClock, rhythm, run.signal);
    run.signal.throwIfAborted();
  }
}

/** Each proxy once for every state that it is seen in. */
function tellRow(row: ProxyRow, told: Map<string, string>, run: StepRun): void {
  const object = { apiVersion: 'v1', kind: 'Pod', namespace: row.namespace, name: row.name };
  const state = [row.missing, row.cds, row.lds, row.eds, row.rds].join();
  if (told.get(row.id) === state) return;
  told.set(row.id, state);
  if (isSynced(row)) run.emit({ type: 'ready', object });
  else if (row.kind === 'gateway') run.emit({ type: 'waiting', object, why: row.meaning });
  else
    run.emit({
      type: 'note',
      level: 'warn',
      message: { key: 'step.proxies.sidecar', values: { id: row.id, why: row.meaning } },
    });
}

/** The chapter's own question: a component of one replica is a single point of failure. */
function warnOfSingles(facts: Facts, run: StepRun): void {
  const singles = facts.objects.deployments.filter(
    (object) =>
      object.metadata.namespace === systemNamespace &&
      object.spec?.replicas === 1 &&
      statusOf(object).phase === 'current',
  );
  if (singles.length === 0) return;
  const names = singles.map((object) => object.metadata.name).join(', ');
  run.emit({
    type: 'note',
    level: 'info',
    message: { key: 'step.proxies.singles', values: { count: singles.length, names } },
  });
}
