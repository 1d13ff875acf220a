import type {
  ComponentRow,
  Freshness,
  Health,
  NodeRow,
  ProxyRow,
  StepRow,
  View,
} from '../../chapter/observe/view.ts';
import type { Message } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import type { Manner } from '../line/manner.ts';
import type { Column } from '../print/fit-table.ts';
import type { Style } from '../print/paint.ts';
import { table } from '../print/print-table.ts';

type Say = (message: Message) => string;

const cores = (value: number) => String(Math.round(value * 100) / 100);
const gibibytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)}Gi`;

function nodeCells({ name, status, version, architecture, allocatable, requested }: NodeRow): string[] {
  const of = (used: string | undefined, all: string) => (used === undefined ? all : `${used}/${all}`);
  return [
    name,
    status,
    of(requested && cores(requested.cpu), cores(allocatable.cpu)),
    of(requested && gibibytes(requested.memory), gibibytes(allocatable.memory)),
    version,
    architecture,
  ];
}

/** `2/2 Running`, or each different state once: `1/2 CrashLoopBackOff, 2/2 Running`. */
const podsCell = ({ pods }: ComponentRow) =>
  [...new Set(pods.map(({ ready, status }) => `${ready} ${status}`))].join(', ');

const componentCells = (row: ComponentRow) => [
  row.name,
  row.namespace,
  row.ready,
  podsCell(row),
  row.service?.ports ?? '',
];

function proxyCells(row: ProxyRow, say: Say): string[] {
  if (row.missing) return [row.id, say({ key: 'print.status.missing' }), '', '', '', '', ''];
  const { id, cds, lds, eds, edsPercent, rds, version, pilot } = row;
  return [id, cds, lds, edsPercent === undefined ? eds : `${eds} (${edsPercent}%)`, rds, version, pilot];
}

/** What is not as it should be, said in full: a table has no room for sentences. */
function reasons(rows: readonly ComponentRow[], say: Say): string[] {
  return rows.flatMap((row) => {
    const pods = row.pods.filter((pod) => pod.why).map((pod) => `${pod.name}: ${say(pod.why as Message)}`);
    return pods.length > 0 ? pods : row.why ? [`${row.name}: ${say(row.why)}`] : [];
  });
}

/** Said below the table and not in it: names of components are long, and 80 columns are few. */
function singles(rows: readonly ComponentRow[], say: Say): string[] {
  const names = rows.filter(({ singleReplica }) => singleReplica).map(({ name }) => name);
  return names.length > 0 ? [say({ key: 'print.status.singles', values: { names: names.join(', ') } })] : [];
}

const bad = ({ health }: { health: Health }) => health === 'bad' || health === 'warn';

function trouble(freshness: Freshness): Message | undefined {
  switch (freshness.state) {
    case 'live':
      return undefined;
    case 'connecting':
      return { key: 'print.status.connecting' };
    case 'stale':
      return { key: 'print.status.stale', values: { since: freshness.since, words: freshness.reason } };
    case 'forbidden': {
      const { verb, resource } = freshness;
      return { key: 'print.status.forbidden', values: { verb, resource } };
    }
    case 'failed':
      return { key: 'print.status.failed', values: { words: freshness.message } };
  }
}

const stepMarks: Record<StepRow['state'], { glyph: 'good' | 'warn' | 'bad' | 'todo'; style: Style }> = {
  done: { glyph: 'good', style: 'green' },
  todo: { glyph: 'todo', style: 'dim' },
  running: { glyph: 'warn', style: 'yellow' },
  partly: { glyph: 'warn', style: 'yellow' },
  problem: { glyph: 'bad', style: 'red' },
  unknown: { glyph: 'todo', style: 'yellow' },
};

function stepLines(steps: readonly StepRow[], { language, paint, glyphs }: Manner): string[] {
  return steps.flatMap(({ title, state, message }) => {
    const { glyph, style } = stepMarks[state];
    const word = translate(language, { key: `print.status.step.${state}` });
    const found = translate(language, message);
    const line = `${paint(style, glyphs[glyph])} ${translate(language, title)} ${paint(style, `[${word}]`)}`;
    return found ? [line, paint('dim', `    ${found}`)] : [line];
  });
}

/** The whole view as printed tables, as wide as the terminal at most. */
export async function statusText(view: View, manner: Manner): Promise<string> {
  const { language, paint, glyphs } = manner;
  const say: Say = (message) => translate(language, message);
  const parts: string[] = [];
  const section = async (
    title: Message,
    part: { rows: readonly unknown[]; freshness: Freshness },
    columns: Column[],
    cells: string[][],
    notes: string[] = [],
  ) => {
    const problem = trouble(part.freshness);
    const lines = [paint('bold', say(title))];
    if (problem) lines.push(`${paint('yellow', glyphs.warn)} ${say(problem)}`);
    if (cells.length > 0) lines.push((await table(columns, cells, manner)).trimEnd());
    else if (!problem) lines.push(paint('dim', say({ key: 'print.status.none' })));
    for (const note of notes) lines.push(`${paint('yellow', glyphs.warn)} ${note}`);
    parts.push(`${lines.join('\n')}\n`);
  };
  const column = (key: ColumnKey, optional = false): Column => ({
    title: say({ key: `print.column.${key}` }),
    optional,
  });

  const { context, server, version } = view.cluster;
  const unread = trouble(view.cluster.freshness);
  parts.push(
    `${paint('bold', say({ key: 'print.status.cluster', values: { context } }))}\n${server} ${version}`.trimEnd() +
      `${unread ? `\n${paint('yellow', glyphs.warn)} ${say(unread)}` : ''}\n`,
  );
  await section(
    { key: 'print.status.nodes' },
    view.nodes,
    [
      column('name'),
      column('status'),
      column('cpu'),
      column('memory'),
      column('version'),
      column('architecture', true),
    ],
    view.nodes.rows.map(nodeCells),
  );
  await section(
    { key: 'print.status.namespaces' },
    view.namespaces,
    [column('name'), column('status'), column('injection')],
    view.namespaces.rows.map(({ name, phase, injection }) => [name, phase, injection]),
  );
  await section(
    { key: 'print.status.components' },
    view.components,
    [column('name'), column('namespace'), column('ready'), column('pods'), column('ports', true)],
    view.components.rows.map(componentCells),
    [...reasons(view.components.rows, say), ...singles(view.components.rows, say)],
  );
  await section(
    { key: 'print.status.proxies' },
    view.proxies,
    [
      column('name'),
      { title: 'CDS' },
      { title: 'LDS' },
      { title: 'EDS' },
      { title: 'RDS' },
      column('version', true),
      { title: 'PILOT', optional: true },
    ],
    view.proxies.rows.map((row) => proxyCells(row, say)),
    view.proxies.rows.filter(bad).map((row) => `${row.id}: ${say(row.meaning)}`),
  );
  parts.push(
    `${[paint('bold', say({ key: 'print.status.steps' })), ...stepLines(view.steps, manner)].join('\n')}\n`,
  );
  return parts.join('\n');
}

type ColumnKey =
  | 'name'
  | 'namespace'
  | 'status'
  | 'cpu'
  | 'memory'
  | 'version'
  | 'architecture'
  | 'injection'
  | 'ready'
  | 'pods'
  | 'ports';
