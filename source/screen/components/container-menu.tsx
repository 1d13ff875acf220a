import type { Drawing } from '../look/drawing.ts';
import type { LogTarget } from '../state/overlay.ts';
import { Menu } from './menu.tsx';

interface Props {
  targets: readonly LogTarget[];
  drawing: Drawing;
  size: { columns: number; rows: number };
  onChoose(target: LogTarget): void;
}

/** Which container's log: a harmless choice, so the digits may choose at once. */
export function ContainerMenu({ targets, drawing, size, onChoose }: Props) {
  const { say, glyphs } = drawing;
  const pods = new Set(targets.map(({ pod }) => pod)).size;
  const items = targets.map((target, index) => ({
    key: `${target.pod}/${target.container}`,
    label: `${index < 9 ? `${index + 1} ` : '  '}${pods > 1 ? `${target.pod} ${glyphs.closed} ` : ''}${target.container}`,
    value: target,
  }));
  return (
    <Menu
      title={say({ key: 'screen.containers.title' })}
      foot={[say({ key: 'screen.containers.keys' })]}
      items={items}
      drawing={drawing}
      size={size}
      onChoose={onChoose}
    />
  );
}
