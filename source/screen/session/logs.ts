import { SessionRecord } from '../export/record.ts';
import { type LogSource, podLogSource, runLogSource } from '../panes/log-source.ts';
import type { LogTarget } from '../state/overlay.ts';
import { newPodLog, type PodLog } from '../state/pod-log.ts';
import { newRunLog, partsOf, type RunLogEntry } from '../state/run-log.ts';
import type { Host } from './host.ts';
import { logsCommand } from './kubectl-look.ts';

/** What the log pane shows: what the runs did, or the log of a container. */
export class Logs {
  readonly #host: Host;
  /** What can be told and done again of this session. */
  readonly record = new SessionRecord();
  readonly #runs = newRunLog();
  #pod: PodLog = newPodLog();
  #reading: AbortController | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  get source(): LogSource {
    const { log } = this.#host.state;
    return log.source.type === 'events' ? runLogSource(this.#runs) : podLogSource(this.#pod);
  }

  /** An event of a run: a row or several of what the runs did. */
  tell(event: RunLogEntry['event']): void {
    for (let part = 0; part < partsOf(event); part += 1) this.#runs.push({ event, part });
    if (event.type === 'typed') this.record.typed(event.at, event.command);
    else this.record.take(event);
    this.#grew();
  }

  /** The line that does the same as what is done now. */
  typed(command: string): void {
    this.tell({ type: 'typed', at: new Date().toISOString(), command });
  }

  showRuns(): void {
    this.#reading?.abort();
    if (this.#host.state.log.source.type === 'pod')
      this.#host.dispatch({ type: 'log-source', source: { type: 'events' } });
  }

  open(target: LogTarget): void {
    this.#reading?.abort();
    this.#reading = new AbortController();
    this.#pod = newPodLog();
    this.typed(logsCommand(target));
    this.#host.dispatch({ type: 'overlay', overlay: undefined });
    this.#host.dispatch({ type: 'log-source', source: { type: 'pod', target } });
    this.#host.dispatch({ type: 'focus', pane: 'log' });
    void this.#read(target, this.#pod, this.#reading.signal);
  }

  async #read(target: LogTarget, ring: PodLog, signal: AbortSignal): Promise<void> {
    try {
      const lines = this.#host.chapter?.logs({ ...target, tailLines: 500, signal }) ?? [];
      for await (const event of lines) {
        if (signal.aborted) return;
        ring.push(event);
        this.#grew();
      }
    } catch (error) {
      if (signal.aborted) return;
      const words = this.#host.explain(error).message;
      this.#host.notice({ key: 'screen.log.failed', values: { words } }, 'bad');
    }
  }

  #grew(): void {
    this.#host.store.later('log', () => ({ type: 'log-grew' }));
  }

  close(): void {
    this.#reading?.abort();
  }
}
