import { commands } from '../../../source/screen/input/commands.ts';
import type { Terminal } from '../terminal.ts';
import type { Named } from './help.ts';
import type { Place } from './places.ts';

/** One press, and what was to be seen before it. */
export interface Press extends Named {
  place: Place;
  before: string;
  /** All that the program wrote by then. */
  written: number;
}

export interface Effect {
  /** Brings the place to where the key has something to do. */
  first?: string[];
  /** Whether the screen shows what the key says that it does. */
  sees(text: string, press: Press, screen: Terminal): boolean;
  /** Back to the place. */
  back?: string[];
  /** Of many keys these: the others are for what there is less often. */
  keys?: string[];
  /** Nothing is as it was after it: the program is started anew. */
  last?: true;
}

const shows = (wanted: RegExp, back: string[] = ['esc']): Effect => ({
  sees: (text) => wanted.test(text),
  back,
});
const switches = (wanted: RegExp, key: string): Effect => ({
  sees: (text, { before }) => wanted.test(text) !== wanted.test(before),
  back: [key],
});
/** From the other end of what it moves in. */
const moves = (...first: string[]): Effect => ({
  first,
  // The footer may only have lost what was said last.
  sees: (text, { before }) => body(text) !== body(before),
  back: ['g'],
});
const body = (text: string) => text.split('\n').slice(0, -1).join('\n');
const focused = (text: string) => Number(/┏━ (\d) /.exec(text)?.[1]);
const neighbour = (by: number): Effect => ({
  sees: (text, { before }) => focused(text) === ((focused(before) - 1 + by + 6) % 6) + 1,
  back: [],
});
/** Whatever opens is gone again, and the place stands there as before. */
const opened: Record<string, RegExp> = {
  cluster: /┏━ node\/docker-desktop/,
  namespaces: /┏━ namespace\/default/,
  components: /▾ grafana/,
  proxies: /┏━ pod\/details-v1/,
  steps: /┏━ Open the gateway/,
};

/** What is to be seen of each thing that keys do, by what the help says of it. */
export const effects: Partial<Record<Named['does'], Effect>> = {
  'screen.key.pane': { sees: (text, { key }) => focused(text) === Number(key), back: [] },
  'screen.key.next-pane': neighbour(1),
  'screen.key.previous-pane': neighbour(-1),
  'screen.key.down': moves('G', 'g'),
  'screen.key.up': moves('G'),
  'screen.key.half-down': moves('G', 'g'),
  'screen.key.half-up': moves('G'),
  'screen.key.page-down': moves('G', 'g'),
  'screen.key.page-up': moves('G'),
  'screen.key.top': moves('G'),
  'screen.key.bottom': moves('G', 'g'),
  'screen.key.open': {
    sees: (text, { place }) => opened[place.pane ?? '']?.test(text) === true,
    back: ['esc'],
  },
  'screen.key.back': { sees: (text, { place }) => place.left?.test(text) === true, back: [] },
  'screen.key.next-match': { sees: (text, { before }) => text !== before, back: [] },
  'screen.key.previous-match': { sees: (text, { before }) => text !== before, back: [] },
  'screen.key.pilot-away': shows(/Take istio-pilot away for a moment\?/),
  'screen.key.cancel': shows(/Cancel the run\?/),
  'screen.key.next': shows(/Run this step\?/),
  'screen.key.run-explained': shows(/Run this step\?/),
  'screen.key.run': shows(/Run this step\?/),
  'screen.key.all': shows(/Run all that is left\?/),
  'screen.key.uninstall': shows(/Type docker-desktop to confirm/),
  'screen.key.undo': shows(/Nothing to take back/, []),
  'screen.key.rollback': shows(/There is nothing to take back/, []),
  'screen.key.hanging': shows(/┏━ What hangs/),
  'screen.key.repair': shows(/Repair this\?.*Type docker-desktop/s),
  'screen.key.conflicts': shows(/┏━ Fields that others own/),
  'screen.key.conflict-take': shows(/taken over/, []),
  'screen.key.conflict-leave': shows(/left to its owner/, []),
  'screen.key.conflict-back': shows(/Run this step\?/),
  'screen.key.sidecars-choice': {
    sees: (text, { before }) => /They (are started anew|keep their sidecar)/.test(text) && text !== before,
    back: [],
  },
  'screen.key.choices': shows(/\(•\) mTLS: permissive/),
  'screen.key.checks': {
    sees: (text, { place }) =>
      place.name === 'checks' ? /Checked again: /.test(text) : /┏━ Readiness checks/.test(text),
    back: ['esc'],
  },
  'screen.key.events': shows(/6 Log: run/, []),
  'screen.key.logs': { sees: (text) => /6 Log: \S+ ▸ \S+/.test(text), back: ['esc'] },
  'screen.key.merged-logs': shows(/6 Log: all of /),
  'screen.key.yaml': shows(/apiVersion: /),
  'screen.key.filter': shows(/^ \/.*take it/m),
  'screen.key.zoom': {
    sees: (text, { before }) => count(text, /[╭┏]/g) === 1 || count(before, /[╭┏]/g) === 1,
    back: ['z'],
  },
  'screen.key.why': shows(/┏━ (node|namespace|deployment|pod)\//),
  'screen.key.way-in': shows(/Bookinfo answers at/),
  'screen.key.sidecars': shows(/┏━ Sidecars.*sleep-abc/s),
  'screen.key.recent': shows(/Back-off pulling/),
  'screen.key.copy': shows(/Copied, if the terminal allows it/, []),
  'screen.key.copy-page': shows(/Copied, if the terminal allows it/, []),
  'screen.key.copy-url': shows(/Copied, if the terminal allows it: http/, []),
  'screen.key.open-url': shows(/could not open http|Handed to/, []),
  'screen.key.ways-again': { sees: (text, { before }) => body(text) !== body(before), back: [] },
  'screen.key.restart': shows(/Restart it\?/),
  'screen.key.follow': switches(/following ━?┓?|✔ following/, 'f'),
  'screen.key.pause': switches(/paused, \d+ new/, 'p'),
  'screen.key.previous': switches(/\(previous run\)/, 'P'),
  'screen.key.wrap': switches(/wrapped/, 'w'),
  'screen.key.timestamps': switches(/times\b.*(following|scrolled|paused)/, 't'),
  'screen.key.json': switches(/JSON.*(following|scrolled|paused)/, 'J'),
  'screen.key.apps-only': switches(/applications only/, 'O'),
  'screen.key.whole-log': {
    sees: (text, { before }) => /6 Log: all of /.test(text) && text !== before,
    back: ['b'],
  },
  'screen.key.save-log': shows(/Name of the file:/),
  'screen.key.answers': {
    first: ['G'],
    sees: (text, { before }) => body(text) !== body(before),
    back: ['a'],
  },
  'screen.key.guide': switches(/Guide: /, 'i'),
  'screen.key.pace': shows(/┏━ Open the gateway/),
  'screen.key.lesson': shows(/┏━ A workshop/),
  'screen.key.lesson-next': { sees: (text) => /▸ . 2 Second/.test(text), back: ['shift-tab'] },
  'screen.key.lesson-previous': { first: ['tab'], sees: (text) => /▸ . 1 First/.test(text), back: [] },
  'screen.key.lesson-run': shows(/Run this step\?/),
  'screen.key.lesson-reset': shows(/Begin the lesson anew\?/),
  'screen.key.glossary': shows(/┏━ Words/),
  'screen.key.script': shows(/Write the session as a shell script/),
  'screen.key.report': shows(/Write the session as a report/),
  'screen.key.language': {
    sees: (text, { before }) => /[ぁ-ん]/.test(text) && !/[ぁ-ん]/.test(before),
    back: ['L'],
  },
  'screen.key.faults': shows(/image-pull/),
  'screen.key.theme': shows(/Theme: \S+/, []),
  'screen.key.help': shows(/┏━ Keys/),
  'screen.key.help-typing': shows(/┏━ Keys/),
  'screen.key.palette': shows(/┏━ Commands/),
  'screen.key.palette-up': moves('down'),
  'screen.key.palette-down': { sees: (text, { before }) => text !== before, back: ['up'] },
  'screen.key.give-up': { sees: (text, { place }) => place.left?.test(text) === true, back: [] },
  // Heard where no help can be asked for: test/screen/filter.test.ts sees it.
  'screen.key.leave-filter': { sees: (text, { place }) => place.left?.test(text) === true, back: [] },
  'screen.key.erase': { first: ['zo'], sees: (text, { before }) => text !== before, back: ['ctrl-u'] },
  'screen.key.erase-all': { first: ['zo'], sees: (text, { before }) => text !== before, back: [] },
  'screen.key.accept': { sees: (text, { before }) => text !== before, back: [], last: true },
  'screen.key.no': { sees: (text, { place }) => place.left?.test(text) === true, back: [] },
  'screen.key.yes': { sees: (text) => /Bookinfo answers at http/.test(text), last: true },
  'screen.key.menu-close': { sees: (text, { place }) => place.left?.test(text) === true, back: [] },
  'screen.key.menu-choose': {
    // Another entry than what holds already.
    first: ['j'],
    keys: ['enter', '1'],
    sees: (text, { before }) => text !== before,
    back: [],
    last: true,
  },
  'screen.key.close': { sees: (text, { place }) => place.left?.test(text) === true, back: [] },
  'screen.key.quit': {
    sees: (text, { place }) => place.left?.test(text) === true,
    back: [],
  },
  'screen.key.suspend': {
    sees: (text, { before, written }, screen) =>
      screen.written.indexOf('\u001b[?1049h', written) > 0 && body(text) === body(before),
    back: [],
  },
};

const count = (text: string, mark: RegExp) => text.match(mark)?.length ?? 0;

/** These end the program: each is the last that is pressed in its place. */
export const ends = new Set<Named['does']>(['screen.key.quit', 'screen.key.stop']);

/** What keys do that nobody has said yet how to see. */
export const unseen = (): string[] =>
  commands
    .map(({ does }) => does)
    .filter((does) => !effects[does] && !ends.has(does) && does !== 'screen.key.explain');
