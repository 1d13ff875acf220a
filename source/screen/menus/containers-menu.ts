import type { Drawing } from '../look/drawing.ts';
import type { LogTarget } from '../state/overlay.ts';
import type { MenuContent } from './menu-content.ts';

/** Which container's log. */
export function containersMenu(targets: readonly LogTarget[], { say, glyphs }: Drawing): MenuContent {
  const pods = new Set(targets.map(({ pod }) => pod)).size;
  return {
    title: say({ key: 'screen.containers.title' }),
    keys: say({ key: 'screen.menu.keys' }),
    items: targets.map((target) => ({
      key: `${target.pod}/${target.container}`,
      label: `${pods > 1 ? `${target.pod} ${glyphs.closed} ` : ''}${target.container}`,
      choose: (session) => session.logs.open(target),
    })),
  };
}
