import type { ChoiceView } from '../../chapter/choose/choosing.ts';
import { quoted } from '../../chapter/shell-line.ts';
import type { Message } from '../../language/message.ts';
import { directoryOf, hoistLine, isChosenStep, needsHoist } from './chosen-lines.ts';
import type { Chosen, RecordEntry, StepRecord } from './record.ts';
import { changesCluster } from './writes.ts';

export interface ScriptOptions {
  context: string;
  /** The namespace of Bookinfo. */
  namespace: string;
  release: { version: string; directory: string } | undefined;
  /** What was chosen at last, for runs that do not say what they stood on. */
  choice?: ChoiceView | undefined;
  /** Puts what stands in comments into words. */
  say: (message: Message) => string;
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

/** Steps that a rollback took back again: on an empty cluster there is nothing of them to begin with. */
function takenBack(entries: readonly RecordEntry[]): Set<StepRecord> {
  const back = new Set<StepRecord>();
  const open = new Map<string, StepRecord[]>();
  for (const entry of entries) {
    if (entry.kind !== 'step') continue;
    const { step, rollback, outcome } = entry;
    const before = open.get(step) ?? [];
    if (rollback && outcome?.result === 'done') for (const one of [...before, entry]) back.add(one);
    // A step that was done since is none of those that a rollback takes back.
    open.set(step, rollback || outcome?.result === 'done' ? [] : [...before, entry]);
  }
  return back;
}

/** What became of a step, and whether that was taken back since. */
function endOf({ outcome }: StepRecord, isBack: boolean): Message {
  const end: Message = { key: `script.end.${outcome?.result ?? 'left'}` };
  return isBack ? { key: 'script.end.back', values: { end } } : end;
}

interface Way {
  namespace: string;
  chosen: Chosen;
  /** hoist does what is chosen, in this run and all others. */
  byHoist: boolean;
  /** A rollback took it back. */
  isBack: boolean;
  say: ScriptOptions['say'];
}

function stepLines(step: StepRecord, { namespace, chosen, byHoist, isBack, say }: Way): string[] {
  const { result } = step.outcome ?? {};
  const values = { at: step.at, step: step.step, end: endOf(step, isBack) };
  const heading = comment(say({ key: step.undone ? 'script.undone' : 'script.step', values }));
  if (isBack) return ['', heading, ...step.commands.map(comment)];
  const writes = step.commands.some(changesCluster);
  const waits = writes ? waitFor(step, namespace, chosen.release) : [];
  if (!byHoist || !isChosenStep(step) || !chosen.release)
    return ['', heading, ...step.commands.map(lineOf), ...waits];
  // What did not come to its end then is no reason to stop now: the session went on too.
  const end = result === 'done' ? '' : ' || :';
  return [
    '',
    heading,
    comment(say({ key: 'script.by-hoist' })),
    hoistLine(step, chosen, namespace) + end,
    ...step.commands.map(comment),
    ...(result === 'done' ? waits : []),
  ];
}

/** Goes to the directory that the paths in the commands of a run begin at; another one can be named in its place. */
function placeLines(directory: string, number: number): string[] {
  const name = number === 1 ? 'HOIST_FILES' : `HOIST_FILES_${number}`;
  return [`files=\${${name}:-${quoted(directory)}}`, 'cd "$files"'];
}

/** The session as a script for sh: every line that changed something, in its order, with the waits that kubectl leaves out. */
export function scriptOf(entries: readonly RecordEntry[], options: ScriptOptions): string {
  const { context, namespace, at, say } = options;
  let chosen: Chosen = { release: options.release, choice: options.choice, choices: [] };
  const known = entries.map((entry) => (entry.kind === 'run' ? { chosen, ...entry } : entry));
  const byHoist = needsHoist(known);
  const back = takenBack(known);
  const lines = [
    '#!/bin/sh',
    comment(say({ key: 'script.title', values: { context: JSON.stringify(context), at } })),
    comment(say({ key: 'script.needs' })),
    comment(say({ key: 'script.files' })),
    'set -eu',
    `context=\${CONTEXT:-${quoted(context)}}`,
    'kubectl() { command kubectl --context "$context" "$@"; }',
  ];
  const places: string[] = [];
  const goTo = (release: Chosen['release']) => {
    const directory = release && directoryOf(release);
    if (!directory || places.at(-1) === directory) return;
    const number = places.indexOf(directory) + 1 || new Set(places).size + 1;
    places.push(directory);
    lines.push(...placeLines(directory, number));
  };
  goTo(options.release ?? undefined);
  for (const entry of known) {
    if (entry.kind === 'run') {
      chosen = entry.chosen;
      const { server, version, release } = entry;
      lines.push('', comment(`${entry.at} ${server} ${version} Istio ${release || '-'}`));
      for (const choice of chosen.choices)
        lines.push(comment(say({ key: 'script.choice', values: { choice: say(choice) } })));
      goTo(chosen.release);
    } else if (entry.kind === 'step')
      lines.push(...stepLines(entry, { namespace, chosen, byHoist, isBack: back.has(entry), say }));
    else if (entry.kind === 'command') lines.push(lineOf(entry.command));
  }
  return `${lines.join('\n')}\n`;
}
