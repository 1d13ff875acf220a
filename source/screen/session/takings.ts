import type { Chapter, PlanItem } from '../../chapter/chapter.ts';
import type { Fetched, Overlay, Plan } from '../state/overlay.ts';
import type { SidecarQuestion, Taking } from '../state/taking.ts';
import type { Host } from './host.ts';
import type { Pages } from './pages.ts';
import type { Runs } from './runs.ts';

/** Taking something away: shown with all that goes, and begun only by the name of the context. */
export class Takings {
  readonly #host: Host;
  readonly #pages: Pages;
  readonly #runs: Runs;

  constructor(host: Host, { pages, runs }: { pages: Pages; runs: Runs }) {
    this.#host = host;
    this.#pages = pages;
    this.#runs = runs;
  }

  ask(taking: Taking): void {
    const overlay = {
      kind: 'ask-down',
      taking,
      typed: '',
      differs: false,
      plan: { state: 'loading' },
    } as const satisfies Overlay;
    this.#host.dispatch({ type: 'overlay', overlay });
    const fetched = this.#pages.fetch(
      overlay,
      async (chapter, signal) => ({
        plan: await planOf(chapter, taking, signal),
        pods: pullsMesh(taking) ? await chapter.sidecars(signal, taking.what === 'uninstall') : [],
      }),
      (found) => ({ ...overlay, ...filled(found) }),
    );
    void fetched.then(() => this.#closeOverNothing());
  }

  /** Nobody has to type a name for nothing. An uninstall is asked for all the same: it looks for leftovers. */
  #closeOverNothing(): void {
    const { overlay } = this.#host.state;
    if (overlay?.kind !== 'ask-down' || overlay.plan.state !== 'there') return;
    const { taking, plan } = overlay;
    if (plan.value.length > 0 || (taking.what !== 'rollback' && taking.what !== 'undo')) return;
    this.#host.dispatch({ type: 'overlay', overlay: undefined });
    this.#host.notice(
      taking.what === 'rollback'
        ? { key: 'rollback.nothing' }
        : {
            key: 'screen.refused.nothing-there',
            values: { step: { key: `screen.step.${taking.step}` } },
          },
      'quiet',
    );
  }

  /** Enter in the line for the context's name: only the name itself is a yes, and only once it is said what becomes of others' pods. */
  answer(): void {
    const { overlay, about } = this.#host.state;
    if (overlay?.kind !== 'ask-down' || !about) return;
    if (overlay.typed.trim() !== about.context) {
      this.#host.dispatch({ type: 'overlay', overlay: { ...overlay, differs: true } });
      return;
    }
    const { sidecars, taking } = overlay;
    if (sidecars && sidecars.pods.length > 0 && !sidecars.choice) {
      this.#host.notice({ key: 'screen.ask.sidecars.say' }, 'warn');
      return;
    }
    this.#host.dispatch({ type: 'overlay', overlay: undefined });
    void this.#runs.take(taking, sidecars?.choice);
  }

  /** Nothing is said of them at first; then one answer after the other. */
  turnSidecars(): void {
    const { overlay } = this.#host.state;
    if (overlay?.kind !== 'ask-down' || !overlay.sidecars) return;
    const choice = overlay.sidecars.choice === 'restart' ? 'leave' : 'restart';
    const sidecars: SidecarQuestion = { ...overlay.sidecars, choice };
    this.#host.dispatch({ type: 'overlay', overlay: { ...overlay, sidecars } });
  }
}

/** Only with the control plane goes what sidecars need. Which step a rollback is of is found by the engine. */
const pullsMesh = (taking: Taking): boolean =>
  taking.what === 'undo'
    ? ['check', 'crds', 'control-plane'].includes(taking.step)
    : taking.what !== 'repair';

function planOf(chapter: Chapter, taking: Taking, signal: AbortSignal): Promise<Plan> {
  switch (taking.what) {
    case 'uninstall':
      return chapter.plan('uninstall', signal);
    case 'undo':
      return chapter.planUndo(taking.step, signal);
    case 'rollback':
      return chapter.planRollback(signal);
    case 'repair':
      return Promise.resolve(
        taking.found.writes.map(({ what, live: { apiVersion, kind, metadata } }): PlanItem => {
          const { name, namespace } = metadata;
          const object = { apiVersion, kind, name, ...(namespace ? { namespace } : {}) };
          return { object, action: what === 'delete' ? 'delete' : 'change' };
        }),
      );
  }
}

function filled(found: Fetched<{ plan: Plan; pods: string[] }>) {
  if (found.state !== 'there') return { plan: found };
  const { plan, pods } = found.value;
  return {
    plan: { state: 'there', value: plan } as const,
    ...(pods.length > 0 ? { sidecars: { pods } } : {}),
  };
}
