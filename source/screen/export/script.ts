import { basename, dirname } from 'node:path';
import { quoted } from '../../chapter/shell-line.ts';
import type { RecordEntry, StepRecord } from './record.ts';
import { changesCluster } from './writes.ts';

export interface ScriptOptions {
  context: string;
  /** The namespace of Bookinfo. */
  namespace: string;
  release: { version: string; directory: string } | undefined;
  /** The answers to the chapter's questions, in words; the files that the lines name are the release's as it comes. */
  choices?: readonly string[];
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

function stepLines(step: StepRecord, { namespace, release }: ScriptOptions): string[] {
  const { result } = step.outcome ?? {};
  const heading = comment(
    `${step.at} ${step.undone ? 'undo ' : ''}${step.step}: ${result ?? 'left before its end'}`,
  );
  const writes = step.commands.some(changesCluster);
  return ['', heading, ...step.commands.map(lineOf), ...(writes ? waitFor(step, namespace, release) : [])];
}

/** The directory that the paths in the commands begin at: hoist's own package, or the unpacked release. */
function directoryOf({ release }: ScriptOptions): string | undefined {
  if (!release) return undefined;
  const { directory, version } = release;
  const parent = dirname(directory);
  const own = basename(directory) === `istio-${version}` && basename(parent) === 'manifests';
  return own ? dirname(parent) : directory;
}

/** The session as a script for sh: every line that changed something, in its order, with the waits that kubectl leaves out. */
export function scriptOf(entries: readonly RecordEntry[], options: ScriptOptions): string {
  const directory = directoryOf(options);
  const lines = [
    '#!/bin/sh',
    comment(`What hoist did on the context ${JSON.stringify(options.context)}, up to ${options.at}.`),
    '# It needs kubectl. Another context: CONTEXT=NAME sh THIS-FILE. Lines that only look are comments.',
    '# The files below are the release as it comes: what a choice leaves out or changes is not in them.',
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
