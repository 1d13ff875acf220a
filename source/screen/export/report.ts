import { elapsedOf } from '../look/age.ts';
import type { Drawing } from '../look/drawing.ts';
import { foundWords, stepsOf } from '../panes/steps.ts';
import { writtenWords } from '../panes/written.ts';
import type { ScreenState } from '../state/state.ts';
import type { RecordEntry } from './record.ts';

/** What a cell of a Markdown table may hold. */
const cell = (text: string): string => text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|');

/** The session as Markdown, in the language of the screen: which cluster, what was done, how it stands now. */
export function reportOf(entries: readonly RecordEntry[], state: ScreenState, drawing: Drawing): string {
  const { say } = drawing;
  const { about, view } = state;
  const lines = [
    `# ${say({ key: 'screen.report.title' })}`,
    '',
    `- ${say({ key: 'screen.report.cluster', values: { context: about?.context ?? '', server: about?.server ?? '', version: view?.cluster.version ?? '' } })}`,
    `- ${about?.release ? say({ key: 'screen.release', values: { version: about.release.version } }) : say({ key: 'screen.no-release' })}`,
    ...(about?.simulated ? [`- ${say({ key: 'screen.simulated' })}`] : []),
    `- ${new Date(drawing.now).toISOString()}`,
    '',
    `## ${say({ key: 'screen.report.now' })}`,
    '',
    `| ${say({ key: 'screen.column.step' })} | ${say({ key: 'screen.column.state' })} | ${say({ key: 'screen.column.found' })} |`,
    '| --- | --- | --- |',
    ...stepsOf(state).map(
      (row) =>
        `| ${cell(say(row.title))} | ${say({ key: `screen.state.${row.state}` })} | ${cell(foundWords(row, state, say))} |`,
    ),
    '',
    `## ${say({ key: 'screen.report.done' })}`,
  ];
  for (const entry of entries) lines.push(...entryLines(entry, drawing));
  if (entries.length === 0) lines.push('', say({ key: 'screen.report.nothing' }));
  return `${lines.join('\n')}\n`;
}

function entryLines(entry: RecordEntry, { say }: Drawing): string[] {
  switch (entry.kind) {
    case 'run': {
      const { context, server, version, release, chosen } = entry;
      return [
        '',
        `**${entry.at}** ${say({ key: 'screen.report.cluster', values: { context, server, version } })}`,
        '',
        ...(release ? [`- ${say({ key: 'screen.release', values: { version: release } })}`] : []),
        ...(chosen?.choices ?? []).map((choice) => `- ${say(choice)}`),
      ];
    }
    case 'step': {
      const { title, outcome, commands } = entry;
      const end = outcome
        ? `${resultWords(outcome.result, say)} (${elapsedOf(outcome.seconds)}): ${say(outcome.message)}`
        : say({ key: 'screen.report.left' });
      return ['', `### ${say(title)}`, '', ...fenced(commands), end];
    }
    case 'command':
      return ['', ...fenced([entry.command])];
    case 'ended': {
      const values = { time: elapsedOf(entry.seconds), written: writtenWords(entry.written, say) };
      return ['', say({ key: `screen.event.finished.${entry.result}`, values })];
    }
  }
}

const fenced = (commands: readonly string[]): string[] =>
  commands.length > 0 ? ['```sh', ...commands, '```', ''] : [];

const resultWords = (result: 'done' | 'failed' | 'cancelled', say: Drawing['say']): string =>
  say({ key: result === 'done' ? 'screen.state.done' : `screen.report.${result}` });
