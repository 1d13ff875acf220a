import { resolve } from 'node:path';
import { catalogueOf } from '../../istio/choices/catalogue.ts';
import type { ChoiceSpec, Utility } from '../../istio/choices/choice-spec.ts';
import { openChosen } from '../../istio/choices/open-chosen.ts';
import type { MutualTls, Wish } from '../../istio/choices/select.ts';
import { ownVersions } from '../../istio/release/own-manifests.ts';
import { orAborted } from '../../kubernetes/or-aborted.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import { forgetChoices, loadChoices, saveChoices } from '../keeping/remembered-choices.ts';
import { forgetProgress } from '../lesson/progress.ts';
import { RememberedError } from '../observe/remembered-error.ts';
import { fitRelease } from './fit-release.ts';

/** Both questions as they are answered now, for a face that lets somebody answer them. */
export interface ChoiceView {
  mtls: MutualTls;
  via: Utility;
  /** The flags of hoist that choose the same, without the release; each word by itself. */
  flags?: readonly string[];
  components: {
    id: string;
    included: boolean;
    required: boolean;
    /** What no longer works without it. */
    without: Message;
    /** The component that it cannot be without, and that is left out. */
    because?: string;
  }[];
}

/** Another answer: to one question, or one component turned in or out. */
export interface ChoiceChange {
  mtls?: MutualTls;
  component?: string;
  via?: Utility;
}

/** Runs by which the choice comes to stand in the cluster. */
const installing = new Set(['up', 'crds', 'control-plane']);

/** What is chosen for one cluster: given at the start, remembered from the last time, or chosen since. */
export class Choosing {
  readonly #ground: Ground;
  #spec: ChoiceSpec;
  #settling: { done: Promise<void>; signal: AbortSignal } | undefined;

  /** `given` is what somebody said this time; what was remembered counts only where nothing was. */
  constructor(ground: Ground, given: ChoiceSpec) {
    this.#ground = ground;
    const { release, wish, via, set, setString, helm, istioctl } = given;
    this.#spec = { release: placed(release), wish, via, set, setString, helm, istioctl };
  }

  /**
   * The release is known from here on, unless none fits. Asked twice at once, both get one answer: two could each bring a release of
   * its own. Throws what the connection and openChosen throw; then nothing is settled, and the next one who asks tries it anew.
   */
  async settle(signal: AbortSignal): Promise<void> {
    const ground = this.#ground;
    while (!ground.release && !ground.unfit) {
      const settling = this.#settling ?? this.#begin(signal);
      try {
        await orAborted(settling.done, signal);
        return;
      } catch (error) {
        signal.throwIfAborted();
        // The first caller cancelled the shared question; this caller still wants its answer.
        if (!settling.signal.aborted) throw error;
      }
    }
  }

  #begin(signal: AbortSignal): { done: Promise<void>; signal: AbortSignal } {
    const ground = this.#ground;
    ground.unsettled = undefined;
    const done = this.#settle(signal)
      .catch((error) => {
        if (!signal.aborted) ground.unsettled = error;
        throw error;
      })
      .finally(() => {
        this.#settling = undefined;
      });
    this.#settling = { done, signal };
    return this.#settling;
  }

  async #settle(signal: AbortSignal): Promise<void> {
    const ground = this.#ground;
    const { release, wish, via } = this.#spec;
    const remembered = release === undefined && !wish && !via ? await this.#remembered(signal) : undefined;
    const spec = remembered ?? this.#spec;
    const chosen = remembered && (await again(remembered));
    if (chosen) ground.release = chosen;
    else await fitRelease(ground, spec.wish, signal);
    this.#spec = spec;
  }

  get view(): ChoiceView | undefined {
    const { release, unsettled } = this.#ground;
    if (!release) {
      if (!(unsettled instanceof RememberedError)) return undefined;
      return { mtls: unsettled.mtls, via: unsettled.via, components: [] };
    }
    const { mtls, leftOut } = release.selection;
    const components = catalogueOf(release.version).components.map(({ id, required, without }) => {
      const gone = leftOut.find((one) => one.id === id);
      const because = gone?.because;
      return { id, without, included: !gone, required: required ?? false, ...(because ? { because } : {}) };
    });
    const via = this.#spec.via ?? 'manifests';
    return { mtls, via, components, flags: this.#flags(mtls, via, components) };
  }

  #flags(mtls: MutualTls, via: Utility, components: ChoiceView['components']): string[] {
    const { wish, set = [], setString = [], helm, istioctl } = this.#spec;
    const leftOut = components.filter(({ included, because }) => !included && !because).map(({ id }) => id);
    const listed = (flag: string, values: readonly string[]) => values.flatMap((value) => [flag, value]);
    return [
      ...['--mtls', mtls],
      ...(wish?.with?.length ? ['--with', wish.with.join(',')] : []),
      ...(leftOut.length > 0 ? ['--without', leftOut.join(',')] : []),
      ...(via === 'manifests' ? [] : ['--via', via, ...listed('--set', set)]),
      ...(via === 'helm' ? listed('--set-string', setString) : []),
      ...(via === 'helm' && helm ? ['--helm', helm] : []),
      ...(via === 'istioctl' && istioctl ? ['--istioctl', istioctl] : []),
    ];
  }

  /** Another answer from now on. Nothing is written to the cluster. Throws what openChosen throws, and then nothing has changed. */
  async choose(change: ChoiceChange, signal: AbortSignal): Promise<void> {
    try {
      await this.settle(signal);
    } catch (error) {
      // What was remembered is gone; another utility is the way out, with everything else as if nothing had been chosen.
      if (!(error instanceof RememberedError) || !change.via) throw error;
      await this.#anew(change.via, signal);
      return;
    }
    const release = this.#spec.release ?? this.#ground.release?.version;
    const via = change.via ?? this.#spec.via ?? 'manifests';
    const wish = this.#changed(change, via);
    const { set, setString, ...others } = this.#spec;
    const settings = via === 'manifests' ? {} : { set, setString };
    const chosen = await openChosen(openable({ ...others, ...settings, via, wish, release }));
    if (!chosen) return;
    this.#spec = { ...this.#spec, via, wish, release };
    this.#ground.release = chosen;
    await this.remember(signal);
  }

  async #anew(via: Utility, signal: AbortSignal): Promise<void> {
    const ground = this.#ground;
    const spec = { ...this.#spec, via };
    const chosen = await openChosen(spec);
    if (chosen) ground.release = chosen;
    else await fitRelease(ground, spec.wish, signal);
    ground.unsettled = undefined;
    this.#spec = spec;
    await this.remember(signal);
  }

  /** All answers as one wish, with this one changed. */
  #changed({ mtls, component }: ChoiceChange, via: Utility): Wish {
    const { view } = this;
    if (!view) return { ...this.#spec.wish, ...(mtls ? { mtls } : {}) };
    const turned = view.components.find(({ id }) => id === component);
    const isIn = ({ id, included }: ChoiceView['components'][number]) => included !== (id === component);
    const wanted = view.components.filter((one) => isIn(one) && !one.required).map(({ id }) => id);
    const unwanted = view.components.filter((one) => !isIn(one) && !one.because).map(({ id }) => id);
    // Charts have defaults of their own, so they are told of everything; with manifests it is enough to insist on what was asked for.
    const insisted = via === 'manifests' ? (turned && isIn(turned) ? [turned.id] : []) : wanted;
    const needed = turned && !isIn(turned) ? this.#needing(turned.id) : [];
    return {
      mtls: mtls ?? view.mtls,
      with: insisted.filter((id) => !needed.includes(id)),
      without: unwanted,
    };
  }

  /** What goes along with a component that is left out. */
  #needing(id: string): string[] {
    const components = catalogueOf(this.#ground.release?.version ?? '').components;
    return components.filter(({ needs }) => needs.includes(id)).map((one) => one.id);
  }

  /**
   * Kept for the next time, where anything is kept at all. That it cannot be is no reason to stop. The answer puts back what was kept
   * before.
   */
  async remember(signal: AbortSignal): Promise<() => void> {
    const { directory } = this.#ground.state ?? {};
    // A choice that could not be opened does not count as chosen.
    if (!directory || this.#ground.readOnly || !this.#ground.release) return () => {};
    try {
      const cluster = await this.#ground.connection.pin(signal);
      const before = loadChoices(directory, cluster);
      saveChoices(directory, cluster, this.#spec);
      return () => (before ? saveChoices(directory, cluster, before) : forgetChoices(directory, cluster));
    } catch {
      signal.throwIfAborted();
      return () => {};
    }
  }

  /** How a run keeps its choice, before its first write; only what installs does. */
  rememberedBy(run: string): ((signal: AbortSignal) => Promise<() => void>) | undefined {
    return installing.has(run) ? (signal) => this.remember(signal) : undefined;
  }

  /** A run is done: its choice stands in the cluster, also where all was there already; what is gone is chosen anew the next time. */
  async after(run: string, signal: AbortSignal): Promise<void> {
    if (installing.has(run)) await this.remember(signal);
    if (run !== 'down') return;
    await this.forget(signal);
    const { directory } = this.#ground.state ?? {};
    if (directory) forgetProgress(directory, await this.#ground.connection.pin(signal));
  }

  async forget(signal: AbortSignal): Promise<void> {
    const { directory } = this.#ground.state ?? {};
    if (directory) forgetChoices(directory, await this.#ground.connection.pin(signal));
  }

  async #remembered(signal: AbortSignal): Promise<ChoiceSpec | undefined> {
    const { directory } = this.#ground.state ?? {};
    return directory === undefined
      ? undefined
      : loadChoices(directory, await this.#ground.connection.pin(signal));
  }
}

/** A release directory as an absolute path: hoist may be started in another directory the next time. */
const placed = (release: string | undefined) =>
  release === undefined || ownVersions.includes(release) ? release : resolve(release);

/** Opens the remembered choice, or fails: another one would not fit what may be installed there. */
async function again(remembered: ChoiceSpec) {
  try {
    return await openChosen(openable(remembered));
  } catch (error) {
    throw new RememberedError(remembered, error);
  }
}

/** istioctl brings its release itself. A version that is remembered beside it is of hoist's own manifests, for a return to these. */
const openable = (spec: ChoiceSpec): ChoiceSpec =>
  spec.via === 'istioctl' && ownVersions.includes(spec.release ?? '')
    ? { ...spec, release: undefined }
    : spec;
