import { translate } from '../language/translate.ts';
import { writtenWords } from './panes/written.ts';
import { isSilent, plus, type ScreenState } from './state/state.ts';

/**
 * What stays to be known after the screen is gone: what was written, and what was not finished. `passing`: the cluster ends with the
 * program, so that nothing of it stays.
 */
export function partingWords(state: ScreenState, passing = false): string[] {
  const { about, run, cancelled, language } = state;
  const broken = state.broken ?? (isSilent(state) ? state.trouble : undefined);
  const say = (message: Parameters<typeof translate>[1]) => translate(language, message);
  if (broken) return [say(broken.message), ...(broken.hint ? [say(broken.hint)] : [])];
  const lines: string[] = [];
  const written = run ? plus(state.written, run.written) : state.written;
  const wrote = written.created + written.configured + written.deleted > 0;
  if (passing) return wrote ? [say({ key: 'screen.left.practice' })] : [];
  if (run)
    lines.push(say({ key: 'screen.left.unfinished', values: { step: { key: `screen.step.${run.run}` } } }));
  else if (cancelled)
    lines.push(say({ key: 'screen.left.cancelled', values: { step: { key: `screen.step.${cancelled}` } } }));
  if (about && wrote)
    lines.push(
      say({
        key: 'screen.left.written',
        values: { context: about.context, written: writtenWords(written, say) },
      }),
    );
  const bookinfo = state.view?.steps.find(({ id }) => id === 'gateway');
  if (state.url && bookinfo?.state === 'done')
    lines.push(say({ key: 'screen.notice.open', values: { url: state.url } }));
  return lines;
}
