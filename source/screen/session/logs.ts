import type { Chapter } from '../../chapter/chapter.ts';
import { SessionRecord } from '../export/record.ts';
import { type LogSource, podLogSource, runLogSource } from '../panes/log-source.ts';
import type { LogTarget } from '../state/overlay.ts';
import { newPodLog, type PodLog, type PodLogEntry } from '../state/pod-log.ts';
import { newRunLog, partsOf, type RunLogEntry } from '../state/run-log.ts';
import type { LogSourceOf } from '../state/state.ts';
import type { Host } from './host.ts';
import { logsCommand, mergedLogsCommand } from './kubectl-look.ts';
import { LogSearch } from './log-search.ts';

/** What the log pane shows: what the runs did, or the log of a container. */
export class Logs {
  readonly #host: Host;
  /** What can be told and done again of this session. */
  readonly record = new SessionRecord();
  readonly #runs = newRunLog();
  readonly #search: LogSearch;
  #pod: PodLog = newPodLog();
  #reading: AbortController | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#search = new LogSearch(() => this.#changed());
  }

  get source(): LogSource {
    const { state } = this.#host;
    const { log } = state;
    const [ring, source] =
      log.source.type === 'events'
        ? [this.#runs, runLogSource(this.#runs)]
        : [this.#pod, podLogSource(this.#pod, { json: log.json })];
    return { ...source, found: this.#search.of(ring, source, state) };
  }

  /** An event of a run: a row or several of what the runs did. */
  tell(event: RunLogEntry['event']): void {
    const parts = partsOf(event);
    for (let part = 0; part < parts; part += 1) this.#runs.push({ event, part });
    if (event.type === 'typed') this.record.typed(event.at, event.command);
    else this.record.take(event, this.#host.chapter);
    this.#grew(parts);
  }

  /** The line that does the same as what is done now. */
  typed(command: string): void {
    this.tell({ type: 'typed', at: new Date().toISOString(), command });
  }

  showRuns(): void {
    this.#reading?.abort();
    if (this.#host.state.log.source.type !== 'events')
      this.#host.dispatch({ type: 'log-source', source: { type: 'events' } });
  }

  open(target: LogTarget): void {
    this.typed(logsCommand(target));
    this.#open({ type: 'pod', target }, async function* (chapter, signal) {
      for await (const event of chapter.logs({ ...target, tailLines: 500, signal })) yield [event];
    });
  }

  /** Everything of a step, a workload, a pod or a namespace in one log. */
  openMerged(source: Extract<LogSourceOf, { type: 'merged' }>): void {
    const { of, appsOnly, all, previous } = source;
    this.typed(mergedLogsCommand(source));
    const roles = appsOnly ? { roles: ['app' as const] } : {};
    const tail = all ? {} : { tailLines: 500 };
    this.#open(source, (chapter, signal) =>
      chapter.mergedLogs({ of, ...roles, ...tail, previous, patient: true, signal }),
    );
  }

  #open(
    source: LogSourceOf,
    begin: (chapter: Chapter, signal: AbortSignal) => AsyncIterable<PodLogEntry[]>,
  ): void {
    this.#reading?.abort();
    this.#reading = new AbortController();
    this.#pod.close();
    this.#pod = newPodLog();
    this.#host.dispatch({ type: 'overlay', overlay: undefined });
    this.#host.dispatch({ type: 'log-source', source });
    this.#host.dispatch({ type: 'focus', pane: 'log' });
    const { chapter } = this.#host;
    if (chapter) void this.#read(begin(chapter, this.#reading.signal), this.#pod, this.#reading.signal);
  }

  async #read(batches: AsyncIterable<PodLogEntry[]>, ring: PodLog, signal: AbortSignal): Promise<void> {
    try {
      for await (const batch of batches) {
        if (signal.aborted) return;
        // A screen full of keys to answer comes before a log that pours.
        for (let from = 0; from < batch.length; from += 2000) {
          if (from > 0) await new Promise((resolve) => setImmediate(resolve));
          if (signal.aborted) return;
          const part = batch.slice(from, from + 2000);
          for (const event of part) if (event.type !== 'pods') ring.push(event);
          this.#grew(part.length);
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      const words = this.#host.explain(error).message;
      this.#host.notice({ key: 'screen.log.failed', values: { words } }, 'bad');
    }
  }

  #grew(lines: number): void {
    this.#search.arrived(lines);
    this.#changed();
  }

  #changed(): void {
    this.#host.store.later('log', () => ({ type: 'log-grew' }));
  }

  close(): void {
    this.#reading?.abort();
    this.#search.close();
    this.#pod.close();
  }
}
