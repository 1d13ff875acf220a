import type { Chapter } from '../../chapter/chapter.ts';
import type { CheckReport } from '../../chapter/check-result.ts';
import type { LogsOf } from '../../chapter/logs/logs-request.ts';
import type { View } from '../../chapter/observe/view.ts';
import type { RunId } from '../../chapter/step-id.ts';
import type { Language, Message } from '../../language/message.ts';
import type { Keymap } from '../input/remap.ts';
import type { ThemeName } from '../look/themes.ts';
import type { ContextColour } from '../look/tone.ts';
import type { LogTarget, Overlay } from './overlay.ts';
import type { DataPaneId, PaneId } from './pane-id.ts';
import type { RunName } from './taking.ts';

/** What never changes about the chapter, once it is open. */
export type About = Pick<
  Chapter,
  | 'context'
  | 'server'
  | 'readOnly'
  | 'simulated'
  | 'namespace'
  | 'release'
  | 'unfit'
  | 'texts'
  | 'choice'
  | 'choices'
> & {
  /** A workshop's own steps are there. */
  lesson?: boolean;
  /** By which other terminals reach the practice cluster. */
  kubeconfig?: string | undefined;
};

/** An error in words, and the exit code of a program that ends because of it. */
export interface Trouble {
  message: Message;
  hint?: Message;
  exitCode?: number;
}

/** The row that the keys mean. Found again by its id; by its place where the id is gone. */
export interface Cursor {
  id: string;
  index: number;
  top: number;
}

export type Written = Record<'created' | 'configured' | 'deleted', number>;
export const nothingWritten: Written = { created: 0, configured: 0, deleted: 0 };

export function plus(one: Written, other: Partial<Written>): Written {
  return {
    created: one.created + (other.created ?? 0),
    configured: one.configured + (other.configured ?? 0),
    deleted: one.deleted + (other.deleted ?? 0),
  };
}

/** A run that this program does, as far as its events have come. */
export interface Run {
  run: RunName;
  step?: RunId;
  /** When it began, in milliseconds. */
  since: number;
  cancelling: boolean;
  written: Written;
}

/** Whose log the pane shows. */
export type LogSourceOf =
  | { type: 'events' }
  | { type: 'pod'; target: LogTarget }
  /** Many containers at once. `appsOnly`: without sidecars and what ran before. `all`: from the first line that the nodes have. */
  | { type: 'merged'; of: LogsOf; name: string; appsOnly: boolean; all: boolean; previous: boolean };

export interface LogView {
  source: LogSourceOf;
  /** Lines of JSON are laid out. */
  json: boolean;
  follow: boolean;
  wrap: boolean;
  timestamps: boolean;
  /** Lines from this number on arrived while the log was paused, and are not shown yet. */
  pausedAt?: number;
  /** The number of the first line in sight, where the log does not follow. */
  anchor: number;
  /** Counts what has changed in the rings, which are not copied. */
  version: number;
}

export interface ScreenState {
  size: { columns: number; rows: number };
  language: Language;
  ascii: boolean;
  color: boolean;
  now: number;
  theme: ThemeName;
  /** The terminal draws ambiguous characters two cells wide; measured when it starts. */
  wide: boolean;
  /** Before an audience: wider spaced, with the keys that are pressed. */
  presenter: boolean;
  /** The last keys, for the audience; the newest last. */
  pressed: readonly string[];
  /** How contexts are marked, by their names; `*` stands for anything. */
  contexts?: Readonly<Record<string, ContextColour>>;
  /** Other keys for commands than those of the table. */
  keymap?: Keymap;
  about?: About;
  /** How many faults of a practice cluster are on. */
  faults?: number;
  /** Why there is no chapter to show. */
  broken?: Trouble;
  /** A practice cluster is offered in the place of the one that was not found; `started` once that was accepted. */
  offer?: { why: Trouble; started: boolean };
  view?: View;
  checks?: CheckReport;
  checking: boolean;
  /** Why the checks could not be made: as long as nothing else was heard, why there is nothing to see. */
  trouble?: Trouble;
  focus: PaneId;
  /** The data pane that is large while steps or log have the keys. */
  main: DataPaneId;
  zoomed: boolean;
  /** Whether the guide stands beside the panes where there is room. */
  guide: boolean;
  cursors: Partial<Record<PaneId, Cursor>>;
  /** Rows of the tree that are not as they are at first: open components, folded namespaces. */
  toggled: ReadonlySet<string>;
  /** What is looked for: in the rows of a pane, or in the page that lies over them. */
  filters: Partial<Record<PaneId | 'page', string>>;
  /** Whose filter is being typed. */
  filtering?: PaneId | 'page';
  overlay?: Overlay;
  /** The line of the page that was found last. */
  match?: number;
  log: LogView;
  run?: Run;
  /** Where a run of this session found the application answering. */
  url?: string;
  /** What every run of this session wrote, for the words at the end. */
  written: Written;
  notice?: { message: Message; tone: 'quiet' | 'good' | 'warn' | 'bad' };
  /** The last run that was stopped before its end. */
  cancelled?: RunName;
}

/** Nothing was ever heard from the cluster. */
export const isSilent = ({ view }: Pick<ScreenState, 'view'>): boolean => !view?.cluster.uid;

export function firstState(options: {
  columns: number;
  rows: number;
  language: Language;
  ascii: boolean;
  color: boolean;
  now: number;
  keymap?: Keymap;
  theme?: ThemeName;
  guide?: boolean;
  contexts?: ScreenState['contexts'];
  presenter?: boolean;
}): ScreenState {
  const { columns, rows, theme = 'dark', guide = true, presenter = false, ...rest } = options;
  return {
    theme,
    wide: false,
    presenter,
    pressed: [],
    ...rest,
    size: { columns, rows },
    checking: false,
    focus: 'steps',
    main: 'components',
    zoomed: false,
    guide,
    cursors: {},
    toggled: new Set(),
    filters: {},
    log: {
      source: { type: 'events' },
      follow: true,
      wrap: false,
      timestamps: false,
      json: false,
      anchor: 0,
      version: 0,
    },
    written: nothingWritten,
  };
}
