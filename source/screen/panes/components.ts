import type { ComponentRow, ContainerRow, PodRow, ServiceRow } from '../../chapter/observe/view.ts';
import type { Message } from '../../language/message.ts';
import { ageOf } from '../look/age.ts';
import type { Drawing } from '../look/drawing.ts';
import type { Column } from '../look/table.ts';
import { type Tone, toneOf } from '../look/tone.ts';
import type { LogTarget } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';
import type { PaneContent, PaneRow } from './content.ts';

/** What tells the proxies their configuration: pilot, in each release. */
const controlsProxies: ReadonlySet<string> = new Set(['istio-pilot', 'istiod']);

/** From this width on the tree is indented; below it the names need the room. */
const roomy = 64;

/** A tree: namespaces, their workloads, the pods of those, their containers. */
export function componentsContent(state: ScreenState, drawing: Drawing, width: number): PaneContent {
  const rows = state.view?.components.rows ?? [];
  const wanted = rows.filter(({ health }) => health !== 'off');
  const ready = wanted.filter(({ health }) => health === 'good').length;
  return {
    head: [],
    columns: columnsOf(drawing, width),
    rows: treeOf(rows, state, drawing, width >= roomy),
    count: rows.length > 0 ? `${ready}/${wanted.length}` : '',
    freshness: state.view?.components.freshness,
    empty: emptyOf(state),
  };
}

/** The next step is only pointed at where it can be run. */
function emptyOf({ about }: ScreenState): Message {
  if (about?.readOnly) return { key: 'screen.empty.components.looking' };
  if (about?.unfit) return { key: 'screen.empty.components.no-release' };
  return { key: about?.release ? 'screen.empty.components' : 'screen.empty.components.looking' };
}

function columnsOf({ say }: Drawing, width: number): Column[] {
  const wide = width >= 120;
  return [
    { title: say({ key: 'screen.column.name' }), width: wide ? 50 : 'rest', cut: 'middle' },
    { title: say({ key: 'screen.column.ready' }), width: 5, align: 'right' },
    { title: say({ key: 'screen.column.status' }), width: width < roomy ? 12 : 18 },
    { title: say({ key: 'screen.column.replicas' }), width: 6, from: 44 },
    { title: say({ key: 'screen.column.restarts' }), width: 8, align: 'right', from: 78 },
    { title: say({ key: 'screen.column.age' }), width: 5, align: 'right', from: 60 },
    ...(wide ? [{ title: say({ key: 'screen.column.where' }), width: 'rest' as const }] : []),
  ];
}

function treeOf(
  components: readonly ComponentRow[],
  state: ScreenState,
  drawing: Drawing,
  indented: boolean,
): PaneRow[] {
  const rows: PaneRow[] = [];
  // A filter looks into what is folded too.
  const everything = Boolean(state.filters.components);
  for (const namespace of new Set(components.map((component) => component.namespace))) {
    const inside = components.filter((component) => component.namespace === namespace);
    const id = `group:${namespace}`;
    const folded = state.toggled.has(id) && !everything;
    rows.push(groupRow(id, namespace, inside, folded, drawing));
    if (folded) continue;
    for (const component of inside) {
      const componentId = `${namespace}/${component.kind}/${component.name}`;
      const open = state.toggled.has(componentId) || everything;
      rows.push(componentRow(componentId, component, open, drawing, indented));
      if (!open) continue;
      if (component.service) rows.push(serviceRow(component.service, drawing, indented));
      for (const pod of component.pods) {
        const podId = `${namespace}/pod/${pod.name}`;
        const podOpen = state.toggled.has(podId) || everything;
        rows.push(podRow(podId, pod, podOpen, drawing, indented));
        if (podOpen)
          for (const container of pod.containers) rows.push(containerRow(pod, container, drawing, indented));
      }
    }
  }
  return rows;
}

function groupRow(
  id: string,
  namespace: string,
  inside: readonly ComponentRow[],
  folded: boolean,
  { glyphs }: Drawing,
): PaneRow {
  return {
    id,
    search: '',
    foldable: true,
    ref: { apiVersion: 'v1', kind: 'Namespace', name: namespace },
    cells: [
      { text: `${folded ? glyphs.closed : glyphs.open} ${namespace}`, tone: 'title' },
      { text: '' },
      { text: folded ? String(inside.length) : '', tone: 'quiet' },
    ],
  };
}

function componentRow(
  id: string,
  row: ComponentRow,
  open: boolean,
  drawing: Drawing,
  indented: boolean,
): PaneRow {
  const { glyphs, say, now } = drawing;
  const tone = toneOf[row.health];
  const foldable = row.pods.length > 0 || row.service !== undefined;
  const fold = !foldable ? ' ' : open ? glyphs.open : glyphs.closed;
  const status =
    row.kind === 'Job' && (row.health === 'good' || row.health === 'off')
      ? say({ key: 'screen.health.completed' })
      : // A pod that no workload claims says of itself how it is.
        (row.kind === 'Pod' && row.pods[0]?.status) || say({ key: `screen.health.${row.health}` });
  const why = row.why
    ? say(row.why)
    : row.singleReplica
      ? say({ key: `screen.replicas.single.${controlsProxies.has(row.name) ? 'pilot' : 'meaning'}` })
      : undefined;
  return {
    id,
    search: `${row.name} ${row.kind} ${row.namespace} ${status} ${row.service?.name ?? ''}`,
    ref: row.ref,
    foldable,
    targets: row.pods.flatMap(targetsOf),
    cells: [
      {
        text: `${indented ? ' ' : ''}${glyphs.health[row.health]}${indented ? ' ' : ''}${fold} ${row.name}`,
        tone,
      },
      row.ready,
      { text: status, tone },
      row.singleReplica
        ? { text: `${glyphs.health.warn} ${say({ key: 'screen.replicas.single' })}`, tone: 'warn' as const }
        : '',
      restartsCell(row.pods.reduce((sum, pod) => sum + pod.restarts, 0)),
      ageOf(row.created, now),
      { text: row.service?.ports ?? '', tone: 'quiet' },
    ],
    ...(why ? { detail: `${row.name}: ${why}` } : {}),
  };
}

/** Where a component is reached: its Service's type in the row, addresses and ports in full below. */
function serviceRow(row: ServiceRow, { glyphs, say }: Drawing, indented: boolean): PaneRow {
  const { name, type, clusterIp, externalIp, ports } = row;
  return {
    id: `${row.ref.namespace}/svc/${name}`,
    search: `${name} ${type} ${clusterIp} ${externalIp} ${ports}`,
    ref: row.ref,
    cells: [
      { text: `${indented ? '   ' : ' '}${glyphs.bullet}${indented ? '   ' : ' '}svc/${name}` },
      '',
      { text: type },
      '',
      '',
      '',
      { text: ports, tone: 'quiet' },
    ],
    detail: say({ key: 'screen.service', values: { name, type, clusterIp, externalIp, ports } }),
  };
}

function podRow(id: string, row: PodRow, open: boolean, drawing: Drawing, indented: boolean): PaneRow {
  const { glyphs, say, now } = drawing;
  const tone = toneOf[row.health];
  return {
    id,
    search: `${row.name} ${row.status} ${row.node}`,
    ref: row.ref,
    foldable: true,
    targets: targetsOf(row),
    cells: [
      {
        text: `${indented ? '   ' : ' '}${glyphs.health[row.health]}${indented ? ' ' : ''}${open ? glyphs.open : glyphs.closed} ${row.name}`,
        tone,
      },
      row.ready,
      { text: row.status, tone },
      '',
      restartsCell(row.restarts),
      ageOf(row.created, now),
      row.node,
    ],
    detail: row.why ? `${row.name}: ${say(row.why)}` : row.name,
  };
}

function containerRow(pod: PodRow, row: ContainerRow, drawing: Drawing, indented: boolean): PaneRow {
  const { glyphs, say } = drawing;
  const target = { namespace: pod.namespace, pod: pod.name, container: row.name };
  const finished = row.init && row.state === 'Completed';
  const health = row.ready || finished ? 'good' : row.state === 'Running' ? 'busy' : 'warn';
  const tone: Tone = finished ? 'quiet' : toneOf[health];
  const kind = row.init ? ` (${say({ key: 'screen.container.init' })})` : '';
  return {
    id: `${pod.namespace}/pod/${pod.name}/${row.name}`,
    search: `${row.name} ${row.image} ${row.state}`,
    ref: pod.ref,
    opens: target,
    targets: [target],
    cells: [
      { text: `${indented ? '       ' : '    '}${glyphs.health[health]} ${row.name}${kind}`, tone },
      '',
      { text: row.state, tone },
      '',
      restartsCell(row.restarts),
      '',
      '',
    ],
    detail: `${row.name}: ${row.image}`,
  };
}

function restartsCell(restarts: number) {
  return { text: String(restarts), tone: restarts > 0 ? ('warn' as const) : ('quiet' as const) };
}

function targetsOf(pod: PodRow): LogTarget[] {
  return pod.containers
    .toSorted((one, other) => Number(one.init) - Number(other.init))
    .map(({ name }) => ({ namespace: pod.namespace, pod: pod.name, container: name }));
}
