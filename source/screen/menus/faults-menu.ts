import type { FaultState } from '../../chapter/practice-control.ts';
import type { Drawing } from '../look/drawing.ts';
import type { MenuContent } from './menu-content.ts';

/** What may go wrong in a practice cluster, each with a switch. */
export function faultsMenu(faults: readonly FaultState[], { say }: Drawing): MenuContent {
  return {
    title: say({ key: 'screen.faults.title' }),
    keys: say({ key: 'screen.faults.keys' }),
    items: faults.map(({ name, on }) => ({
      key: name,
      label: name,
      mark: { of: 'any', on },
      explained: say({
        key: 'screen.faults.explained',
        values: { what: { key: `fault.${name}` }, see: { key: `fault.${name}.see` } },
      }),
      choose: (session) => void session.practice.switchFault(name, !on),
    })),
  };
}
