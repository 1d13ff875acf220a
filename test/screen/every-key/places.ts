import type { Command } from '../../../source/screen/input/command.ts';
import { installed } from '../harness.ts';
import type { ProgramOptions } from '../program.tsx';

/** Somewhere that keys mean something. */
export interface Place {
  name: string;
  options: ProgramOptions;
  /** From the start to there, and what shows that one is. */
  keys: string[];
  at: RegExp;
  /** What the last of these keys needs to be there first: it comes from the cluster. */
  before?: RegExp;
  /** The pane that has the keys, where one has. */
  pane?: string;
  /** What is to be seen once it is left. */
  left?: RegExp;
  /** The key for help, where it is another. */
  help?: 'ctrl-g';
  /** Letters are typed there. */
  typing?: true;
  /** Only what is in these sections of the table is pressed, or only these keys: what else works there has nothing to do with the place. */
  only?: readonly Command['section'][];
  pressed?: readonly string[];
}

const place = (name: string, keys: string[], at: RegExp, more: Partial<Place> = {}): Place => ({
  name,
  options: installed,
  keys,
  at,
  pane: name,
  ...more,
});

export const panes: Place[] = [
  place('cluster', ['1'], /┏━ 1 Cluster/),
  place('namespaces', ['2'], /┏━ 2 Namespaces/),
  place('components', ['3', 'g', 'j'], /┏━ 3 Components.*▸ ✔▸ grafana/s),
  place('proxies', ['4'], /┏━ 4 Proxies/),
  place('steps', ['5', 'G', 'k'], /┏━ 5 Steps.*▸ · Gateway/s),
  place('log', ['6'], /┏━ 6 Log: run/),
];

const toRuns = /6 Log: run/;
const someLog = { left: toRuns, pressed: [...'PefpwtObjkgG', 'pgdn', 'ctrl-u', 'esc'] };

/** A pane while something is so that makes keys mean more, or less. */
export const states: Place[] = [
  place('the log of a pod', ['3', 'g', 'j', 'l', 'f', 'g'], /┏━ 6 Log: grafana.*scrolled/s, someLog),
  place('the logs of many', ['3', 'g', 'j', 'm', 'f', 'g'], /┏━ 6 Log: all of .*scrolled/s, someLog),
  place('a filtered pane', ['3', '/', 'istio', 'enter'], /┏━ 3 Components.*\/istio/s, {
    left: /┏━ 3 Components 18\/18 ━/,
    pressed: ['n', 'N', 'esc'],
  }),
  place('a zoomed pane', ['4', 'z'], /┏━ 4 Proxies(?!.*6 Log)/s, { left: /6 Log/, pressed: ['z', 'esc'] }),
  place('a running step', ['5', 'n', 'y'], /12\/12.*Control plane running/s, {
    options: { done: ['check', 'crds'], holds: 'control-plane' },
    only: ['chapter'],
  }),
  place('a presentation', ['5'], /┏━ 5 Steps/, {
    options: { ...installed, presenter: true },
    pressed: [' ', 'i', 'z'],
  }),
  place('a practice cluster', ['5'], /┏━ 5 Steps/, {
    options: { ...installed, simulated: true },
    only: ['program'],
  }),
  place('a cluster that may only be read', ['5'], /┏━ 5 Steps/, {
    options: { ...installed, readOnly: true },
    only: ['chapter'],
  }),
];

const aPage = { left: /[┏╭][━─] 5 Steps/, pressed: [...'aoyrRjkgG/', 'pgdn', 'ctrl-u', 'esc'] };

export const pages: Place[] = [
  place('a guide', ['5', 'g', 'enter'], /┏━ Check the cluster/, { left: aPage.left }),
  place('a lesson', [], /┏━ A workshop.*▸ . 1 First/s, {
    ...aPage,
    pressed: ['tab', ']', '[', 'enter', 'r', 'X', 'esc'],
    options: { ...installed, lesson: true },
  }),
  place('the checks', ['1', 'c'], /┏━ Readiness checks/, { ...aPage, pressed: ['c', 'A', 'esc'] }),
  place('the words', ['K'], /┏━ Words/, aPage),
  place('the YAML of an object', ['3', 'g', 'j', 'y'], /apiVersion: /, aPage),
  place('why', ['3', 'g', 'j', 'd'], /┏━ deployment\/grafana/, aPage),
  place('the way in', ['o'], /┏━ .*Bookinfo answers at/s, aPage),
  place('the events', ['E'], /Back-off pulling/, aPage),
  place('what hangs', ['H'], /┏━ What hangs.*namespace\/shop/s, {
    ...aPage,
    options: { ...installed, hangs: true },
    pressed: ['j', 'k', 'esc'],
  }),
  place('what can be repaired', ['H', 'j'], /▸ namespace\/shop/, {
    ...aPage,
    before: /namespace\/shop/,
    options: { ...installed, hangs: true },
    pressed: ['R'],
  }),
  place('fields that others own', ['5', 'n', 'f'], /┏━ Fields that others own/, {
    ...aPage,
    before: /decided on: 0/,
    options: { ...installed, contested: true },
    pressed: [...'jktlr', 'esc'],
  }),
  place('the sidecars', ['I'], /┏━ Sidecars.*sleep-abc/s, {
    ...aPage,
    pressed: ['R', 'y', 'esc'],
  }),
];

const asked = { left: /┏━ 5 Steps/ };
const typed = { ...asked, help: 'ctrl-g', typing: true } as const;

export const questions: Place[] = [
  place('a question', ['5', 'n'], /Run this step\?.*to create/s, asked),
  place('a menu', ['5', 'C'], /\(•\) mTLS: permissive/, asked),
  place('the faults', ['5', 'F'], /1 \[ \] image-pull/, {
    ...asked,
    options: { ...installed, simulated: true },
  }),
  place('the name of a context', ['5', 'u'], /Type docker-desktop to confirm/, typed),
  place('others’ sidecars', ['5', 'u'], /Say with Tab what becomes of them/, {
    ...typed,
    options: { ...installed, sidecars: ['shop/cart-1'] },
    pressed: ['tab', 'esc'],
  }),
  place('a question with fields of others', ['5', 'n'], /decided on: 0/, {
    ...asked,
    options: { ...installed, contested: true },
    pressed: ['f'],
  }),
  place('the list of commands', ['5', ':'], /┏━ Commands/, typed),
  place('the name of a file', ['5', 'S'], /Name of the file:/, typed),
];
