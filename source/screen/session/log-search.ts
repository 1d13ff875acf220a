import { isOpen, typedFilter } from '../../chapter/logs/line-filter.ts';
import { makeDrawing } from '../look/drawing.ts';
import type { FoundLines, LogSource } from '../panes/log-source.ts';
import { matches } from '../panes/log-window.ts';
import { Matches, type Numbered } from '../state/matches.ts';
import type { ScreenState } from '../state/state.ts';
import { lineText } from '../text/line.ts';

/** What is judged before keys are heard again: so many lines, or about so many characters of them. */
const slice = { lines: 500, characters: 256 * 1024 };

/** Finds what the filter of the log pane lets through, a slice at a time: a log of a quarter of a GiB does not stop the screen. */
export class LogSearch {
  readonly #found: () => void;
  readonly #soon: (next: () => void) => void;
  #about: readonly unknown[] = [];
  #matches: Matches | undefined;
  /** Characters that were judged in this slice. */
  #characters = 0;

  /** `found`: called after each slice. `soon`: lets what waits go first, keys above all. */
  constructor(found: () => void, soon: (next: () => void) => void = setImmediate) {
    this.#found = found;
    this.#soon = soon;
  }

  /** What is found so far in this log by the filter that is on; undefined where it lets every line through. Begins a search where it must. */
  of(log: Numbered, source: LogSource, state: ScreenState): FoundLines | undefined {
    const filter = state.filters.log ?? '';
    const { language, ascii, wide } = state;
    const { json, follow, pausedAt, anchor } = state.log;
    // All that decides which words a line has.
    const about = [log, filter, json, language, ascii, wide];
    if (about.every((part, index) => part === this.#about[index])) return this.#matches;
    this.#about = about;
    this.#matches = undefined;
    if (isOpen(typedFilter(filter))) return undefined;
    const drawing = makeDrawing(state);
    const begin = follow ? (pausedAt ?? log.end) : anchor;
    const search = new Matches(log, begin, (number) => {
      const line = source.at(number, drawing);
      if (!line) return false;
      this.#characters += lineText(line.line).length;
      return matches(line, filter);
    });
    this.#matches = search;
    this.#soon(() => this.#go(search));
    return search;
  }

  /** So many lines have come: they are judged now. */
  arrived(count: number): void {
    for (let left = count; left > 0 && this.#matches?.step(); ) left -= 1;
  }

  close(): void {
    this.#about = [];
    this.#matches = undefined;
  }

  #go(search: Matches): void {
    // Another one has begun meanwhile.
    if (search !== this.#matches) return;
    this.#characters = 0;
    let left = slice.lines;
    let more = true;
    while (more && left > 0 && this.#characters < slice.characters) {
      more = search.step();
      left -= 1;
    }
    this.#found();
    if (more) this.#soon(() => this.#go(search));
  }
}
