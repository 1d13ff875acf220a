import type { Drawing } from '../look/drawing.ts';
import type { Session } from '../session.ts';
import type { Overlay } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';
import { choicesMenu } from './choices-menu.ts';
import { containersMenu } from './containers-menu.ts';
import { faultsMenu } from './faults-menu.ts';

/** One entry of a menu. */
export interface MenuItem {
  key: string;
  label: string;
  /** Whether it is switched on: one of several (`either`), or each for itself (`any`). */
  mark?: { of: 'either' | 'any'; on: boolean };
  /** What stands below the list while this entry is the chosen one. */
  explained?: string;
  choose(session: Session): void;
}

/** What a list in the middle of the screen holds. */
export interface MenuContent {
  title: string;
  items: MenuItem[];
  /** Below the list: what the keys do. */
  keys: string;
}

/** The open menu, once what is in it is there; undefined where there is none. */
export function menuContent(
  overlay: Overlay | undefined,
  { state, drawing }: { state: ScreenState; drawing: Drawing },
): MenuContent | undefined {
  switch (overlay?.kind) {
    case 'containers':
      return containersMenu(overlay.targets, drawing);
    case 'faults':
      return faultsMenu(overlay.faults.state === 'there' ? overlay.faults.value : [], drawing);
    case 'choices':
      return state.about?.choice && choicesMenu(state.about.choice, drawing);
    default:
      return undefined;
  }
}
