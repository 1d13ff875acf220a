import { diagnoseSymptom } from '../../diagnosis/symptom.ts';
import type { StepNews } from '../step.ts';

/** Listens to the news of one step, and says what a failure or a wait comes down to: once for each cause. */
export class Doctor {
  readonly #told = new Set<string>();

  /** The note that belongs after this piece of news, if there is something to say. */
  hear(news: StepNews): StepNews | undefined {
    const message =
      news.type === 'waiting'
        ? news.why
        : news.type === 'object' && news.result === 'failed'
          ? news.message
          : undefined;
    if (!message || !('object' in news)) return undefined;
    const found = diagnoseSymptom(message, news.object);
    // What passes by itself in most cases; where it does not, the wait does something about it.
    if (!found || found.cause === 'token') return undefined;
    const { cause, why, fix } = found;
    const text = `${cause} ${JSON.stringify(why.values)}`;
    if (this.#told.has(text)) return undefined;
    this.#told.add(text);
    return { type: 'note', level: 'warn', message: { key: 'diagnosis.told', values: { why, fix } } };
  }
}
