import type { Freshness } from '../../chapter/observe/view.ts';
import { type Line, segment } from '../text/line.ts';
import { elapsedOf } from './age.ts';
import type { Drawing } from './drawing.ts';

/** How far the data can be trusted, in a glyph and words. Nothing ticks while it is live. */
export function freshnessLine(freshness: Freshness | undefined, drawing: Drawing, short = false): Line {
  const { glyphs, say, now } = drawing;
  switch (freshness?.state) {
    case undefined:
    case 'connecting':
      return [segment(`${glyphs.health.busy} ${say({ key: 'screen.fresh.connecting' })}`, 'busy')];
    case 'live':
      return [segment(`${glyphs.health.good} ${say({ key: 'screen.fresh.live' })}`, 'good')];
    case 'stale': {
      const age = elapsedOf((now - Date.parse(freshness.since)) / 1000);
      const left = Math.ceil((Date.parse(freshness.retryAt) - now) / 1000);
      const words = short
        ? say({ key: 'screen.fresh.stale.short', values: { age } })
        : left > 0
          ? say({ key: 'screen.fresh.stale', values: { age, wait: elapsedOf(left) } })
          : say({ key: 'screen.fresh.stale.now', values: { age } });
      return [segment(`${glyphs.health.warn} ${words}`, 'warn')];
    }
    case 'forbidden': {
      const { verb, resource } = freshness;
      const words = say({ key: 'screen.fresh.forbidden', values: { verb, resource } });
      return [segment(`${glyphs.health.bad} ${words}`, 'bad')];
    }
    case 'failed': {
      const words = say({ key: 'screen.fresh.failed', values: { words: freshness.message } });
      return [segment(`${glyphs.health.bad} ${words}`, 'bad')];
    }
  }
}
