import { basename, dirname } from 'node:path';
import type { ChoiceView } from '../../chapter/choosing.ts';
import { quoted, shellLine } from '../../chapter/shell-line.ts';
import type { RecordEntry, StepRecord } from './record.ts';
import { changesCluster } from './writes.ts';

export interface ScriptOptions {
  context: string;
  /** The namespace of Bookinfo. */
  namespace: string;
  release: { version: string; directory: string } | undefined;
  /** The answers to the chapter's questions, in words; the files that the lines name are the release's as it comes. */
  choices?: readonly string[];
  /** The same as data: what no file of the release says is done by hoist itself. */
  choice?: ChoiceView | undefined;
  /** ISO time. */
  at: string;
}

/** One line that the shell passes over, whatever is in the words: names and versions are a server's own. */
const comment = (words: string): string => `# ${words.replace(/[\s\p{Cc}]+/gu, ' ').trim()}`;

/** What only looks is here to be read: some of it would wait for ever. */
const lineOf = (command: string): string => (changesCluster(command) ? command : comment(command));

/** What kubectl does not wait for by itself, after a step that was done. */
function waitFor(
  { step, undone }: StepRecord,
  namespace: string,
  release: ScriptOptions['release'],
): string[] {
  if (undone) return [];
  const available = (name: string) =>
    `kubectl -n ${name} wait --for=condition=Available --timeout=600s deployment --all`;
  switch (step) {
    case 'crds':
      return [
        // A plain list of names: kubectl waits for files only where all of them are of one kind.
        'kubectl get crd -o name | grep -F .istio.io | xargs kubectl --context "$context" wait --for=condition=Established --timeout=120s',
      ];
    case 'control-plane':
      return release ? [available('istio-system')] : [];
    case 'bookinfo':
      return [available(quoted(namespace))];
    default:
      return [];
  }
}

/** Steps whose files are another thing once something is chosen. */
const chosenSteps: readonly string[] = ['crds', 'control-plane'];

/**
 * The line of hoist that does a step as it was chosen. No file says what a choice leaves out or changes: of plain manifests there is
 * nothing that kubectl could apply instead.
 */
function hoistLine({ step, undone }: StepRecord, options: ScriptOptions): string | undefined {
  const { choice, release, namespace } = options;
  if (undone || !release || choice?.via !== 'manifests' || !chosenSteps.includes(step)) return undefined;
  const leftOut = choice.components.filter(({ included, because }) => !included && !because);
  if (choice.mtls !== 'strict' && leftOut.length === 0) return undefined;
  const { version, directory } = release;
  return [
    'hoist up --context "$context"',
    shellLine([
      ...['--namespace', namespace, '--release', isOwn(release) ? version : directory],
      ...['--mtls', choice.mtls],
      ...(leftOut.length > 0 ? ['--without', leftOut.map(({ id }) => id).join(',')] : []),
      ...['--to', step, '--yes'],
    ]),
  ].join(' ');
}

function stepLines(step: StepRecord, options: ScriptOptions): string[] {
  const { namespace, release } = options;
  const byHoist = hoistLine(step, options);
  const { result } = step.outcome ?? {};
  const heading = comment(
    `${step.at} ${step.undone ? 'undo ' : ''}${step.step}: ${result ?? 'left before its end'}`,
  );
  const writes = step.commands.some(changesCluster);
  const commands = byHoist
    ? [
        '# As it was chosen: no file of the release says so, and hoist does.',
        byHoist,
        ...step.commands.map(comment),
      ]
    : step.commands.map(lineOf);
  return ['', heading, ...commands, ...(writes ? waitFor(step, namespace, release) : [])];
}

/** hoist's own manifests, and not an unpacked release. */
const isOwn = ({ directory, version }: NonNullable<ScriptOptions['release']>): boolean =>
  basename(directory) === `istio-${version}` && basename(dirname(directory)) === 'manifests';

/** The directory that the paths in the commands begin at: hoist's own package, or the unpacked release. */
function directoryOf({ release }: ScriptOptions): string | undefined {
  if (!release) return undefined;
  const { directory } = release;
  return isOwn(release) ? dirname(dirname(directory)) : directory;
}

/** The session as a script for sh: every line that changed something, in its order, with the waits that kubectl leaves out. */
export function scriptOf(entries: readonly RecordEntry[], options: ScriptOptions): string {
  const directory = directoryOf(options);
  const lines = [
    '#!/bin/sh',
    comment(`What hoist did on the context ${JSON.stringify(options.context)}, up to ${options.at}.`),
    '# It needs kubectl. Another context: CONTEXT=NAME sh THIS-FILE. Lines that only look are comments.',
    '# The files below are the release as it comes; what was chosen otherwise is done by hoist itself.',
    ...(options.choices ?? []).map((words) => comment(`Choice: ${words}`)),
    'set -eu',
    `context=\${CONTEXT:-${quoted(options.context)}}`,
    'kubectl() { command kubectl --context "$context" "$@"; }',
    ...(directory ? [`files=\${HOIST_FILES:-${quoted(directory)}}`, 'cd "$files"'] : []),
  ];
  for (const entry of entries) {
    if (entry.kind === 'run')
      lines.push('', comment(`${entry.at} ${entry.server} ${entry.version} Istio ${entry.release || '-'}`));
    else if (entry.kind === 'step') lines.push(...stepLines(entry, options));
    else if (entry.kind === 'command') lines.push(lineOf(entry.command));
  }
  return `${lines.join('\n')}\n`;
}
