import { stepsWithLogs } from '../../chapter/logs/logs-request.ts';
import { readLogsOf } from '../../chapter/logs/read-logs-of.ts';
import type { LogSourceOf } from '../state/state.ts';
import type { CommandContext } from './command.ts';
import { selectedRow } from './selection.ts';

/** The merged logs that the selected row stands for; undefined where it stands for none. */
export function mergedOf(context: CommandContext): Extract<LogSourceOf, { type: 'merged' }> | undefined {
  const row = selectedRow(context);
  if (!row) return undefined;
  const rest = { type: 'merged', appsOnly: false, all: false, previous: false } as const;
  if (context.state.focus === 'steps') {
    const step = stepsWithLogs.find((id) => id === row.id);
    return step && { ...rest, of: { step }, name: step };
  }
  if (!row.ref) return undefined;
  const { kind, name, namespace = '' } = row.ref;
  if (kind === 'Namespace') return { ...rest, of: { query: { namespace: name } }, name };
  const of = readLogsOf(`${kind.toLowerCase()}/${name}`, { namespace });
  return 'key' in of ? undefined : { ...rest, of, name: `${kind.toLowerCase()}/${name}` };
}
