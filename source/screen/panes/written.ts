import type { Drawing } from '../look/drawing.ts';
import type { Written } from '../state/state.ts';

/** What a run wrote, in words; or that it wrote nothing. */
export function writtenWords(written: Written, say: Drawing['say']): string {
  const { created, configured, deleted } = written;
  if (created + configured + deleted === 0) return say({ key: 'screen.written.nothing' });
  return say({ key: 'screen.written', values: { created, configured, deleted } });
}
