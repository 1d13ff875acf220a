import { useState } from 'react';
import type { FaultName } from '../../chapter/fault-names.ts';
import type { FaultState } from '../../chapter/practice-control.ts';
import type { Drawing } from '../look/drawing.ts';
import { pad } from '../text/cut.ts';
import { wrap } from '../text/wrap.ts';
import { Menu } from './menu.tsx';

interface Props {
  faults: readonly FaultState[];
  drawing: Drawing;
  size: { columns: number; rows: number };
  onToggle(fault: FaultState): void;
}

/** As many lines as the longest explanation takes, so that the menu does not change its size while one moves in it. */
const lines = 3;

/** What may go wrong in a practice cluster, each with a switch. The digits move and press at once, as in every menu. */
export function FaultMenu({ faults, drawing, size, onToggle }: Props) {
  const { say, glyphs } = drawing;
  const [looking, look] = useState<FaultName>(faults[0]?.name ?? 'image-pull');
  const items = faults.map(({ name, on }, index) => ({
    key: name,
    label: `${index + 1} ${on ? glyphs.health.bad : glyphs.health.off} ${pad(name, 14)}${say({ key: on ? 'screen.faults.on' : 'screen.faults.off' })}`,
    value: name,
  }));
  const explained = wrap(say({ key: `fault.${looking}` }), Math.min(size.columns - 4, 76) - 4).slice(
    0,
    lines,
  );
  const choose = (name: FaultName) => {
    const fault = faults.find((one) => one.name === name);
    if (!fault) return;
    look(name);
    onToggle(fault);
  };
  return (
    <Menu
      title={say({ key: 'screen.faults.title' })}
      foot={[
        ...Array.from({ length: lines }, (_, index) => explained[index] ?? ''),
        '',
        say({ key: 'screen.faults.keys' }),
      ]}
      items={items}
      drawing={drawing}
      size={size}
      onChoose={choose}
      onLook={look}
    />
  );
}
