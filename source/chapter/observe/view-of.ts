import { nodeRow } from '../../istio/gateway/nodes.ts';
import { namespaceRow } from '../../istio/namespaces.ts';
import { componentRows } from '../../istio/release/components.ts';
import type { Ground } from '../ground.ts';
import type { Verdict } from '../step.ts';
import type { RunId } from '../step-id.ts';
import { allSteps } from '../steps/all.ts';
import type { Facts } from './facts.ts';
import { worst } from './freshness.ts';
import { rowsOfProxies } from './proxy-rows.ts';
import type { Freshness, StepRow, View } from './view.ts';

/** A step that this program is running right now. */
export interface Running {
  id: RunId;
  since: string;
}

/** The rows of every pane, from the facts alone. */
export function viewOf(facts: Facts, ground: Ground, running: Running | undefined): View {
  const { objects, freshness } = facts;
  const { context, server } = ground.connection;
  const { nodes, namespaces, deployments, jobs, pods, services } = objects;
  // Only they say what keeps a pod from being ready.
  const warnings = objects.events.filter(({ type }) => type === 'Warning');
  return {
    cluster: { context, server, version: facts.version, uid: facts.uid, freshness: ofConnection(facts) },
    nodes: {
      rows: nodes.map((node) => nodeRow(node, requestedOn(facts, node.metadata.name))).sort(byName),
      freshness: freshness.nodes,
    },
    namespaces: { rows: namespaces.map(namespaceRow).sort(byName), freshness: freshness.namespaces },
    components: {
      rows: componentRows({ deployments, jobs, pods, services, events: warnings }),
      freshness: worst([freshness.deployments, freshness.pods, freshness.services]),
    },
    proxies: { rows: rowsOfProxies(facts), freshness: facts.pilotsFreshness },
    steps: allSteps.map((step) => stepRow(facts, ground, running, step)),
    events: { freshness: freshness.events },
  };
}

/** How it stands with the connection itself: that one kind may not be read says nothing about it. */
function ofConnection({ freshness }: Facts): Freshness {
  const core = [freshness.namespaces, freshness.nodes, freshness.pods, freshness.deployments];
  const allowed = core.filter(({ state }) => state !== 'forbidden' && state !== 'failed');
  return worst(allowed.length > 0 ? allowed : core);
}

/** As the server lists them: what is made while we watch has its place among the others too. */
const byName = (one: { name: string }, other: { name: string }) =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0;

/** A node that nothing runs on has nothing requested, once pods could be counted at all. */
const requestedOn = ({ requested }: Facts, node: string) =>
  requested && (requested.get(node) ?? { cpu: 0, memory: 0 });

function stepRow(
  facts: Facts,
  ground: Ground,
  running: Running | undefined,
  step: (typeof allSteps)[number],
): StepRow {
  const { id, title } = step;
  const { state, message } = unheard(facts, step) ?? step.verify(facts, ground);
  if (running?.id === id) return { id, title, state: 'running', message, since: running.since };
  return { id, title, state, message };
}

/** An empty list that nobody has answered with says nothing: no step is done, to do or in trouble because of it. */
function unheard({ freshness }: Facts, { reads }: (typeof allSteps)[number]): Verdict | undefined {
  const worstOfThem = worst(reads.map((part) => freshness[part]));
  switch (worstOfThem.state) {
    case 'connecting':
      return { state: 'unknown', message: { key: 'step.unknown.connecting' } };
    case 'forbidden': {
      const { verb, resource } = worstOfThem;
      return { state: 'unknown', message: { key: 'step.unknown.forbidden', values: { verb, resource } } };
    }
    case 'failed':
      return {
        state: 'unknown',
        message: { key: 'step.unknown.failed', values: { words: worstOfThem.message } },
      };
    default:
      return undefined;
  }
}

/**
 * The newer view with every part that says the same as in the older one taken over from there, so that whoever compares by identity
 * draws nothing anew.
 */
export function keepUnchanged(older: View, newer: View): View {
  const keep = <Part extends keyof View>(part: Part): View[Part] =>
    JSON.stringify(older[part]) === JSON.stringify(newer[part]) ? older[part] : newer[part];
  const kept: View = {
    cluster: keep('cluster'),
    nodes: keep('nodes'),
    namespaces: keep('namespaces'),
    components: keep('components'),
    proxies: keep('proxies'),
    steps: keep('steps'),
    events: keep('events'),
  };
  const parts = Object.keys(kept) as (keyof View)[];
  return parts.every((part) => kept[part] === older[part]) ? older : kept;
}
