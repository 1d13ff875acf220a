import type { Drawing } from '../look/drawing.ts';
import type { Overlay } from '../state/overlay.ts';
import { type Line, segment } from '../text/line.ts';
import { prose } from './diagnosis.ts';
import { planSummary } from './plan.ts';

type Asked = Extract<Overlay, { kind: 'ask-down' }>;

const mostPods = 6;

/** What would go, on which cluster, what others lose by it, and the line for the context's name. */
export function takingLines(
  { taking, typed, differs, plan, sidecars }: Asked,
  { context, server }: { context: string; server: string },
  drawing: Drawing,
  width: number,
): Line[] {
  const { say, glyphs } = drawing;
  const pods = sidecars?.pods ?? [];
  const more = pods.length > mostPods ? ', …' : '';
  const values = { count: pods.length, names: pods.slice(0, mostPods).join(', ') + more };
  return [
    ...questionOf(taking, drawing, width),
    ...prose(say({ key: 'screen.ask.where', values: { context, server } }), width),
    [],
    ...planSummary(plan, drawing, width),
    ...(pods.length > 0
      ? [
          [],
          ...prose(say({ key: 'screen.ask.sidecars', values }), width, 'warn'),
          ...prose(say({ key: `screen.ask.sidecars.${sidecars?.choice ?? 'say'}` }), width, 'accent'),
        ]
      : []),
    [],
    ...prose(say({ key: 'screen.ask.down.type', values: { context } }), width),
    [segment(`${glyphs.closed} ${typed}`, 'accent'), segment(' ', 'selected')],
    ...(differs ? prose(say({ key: 'screen.ask.down.differs', values: { context } }), width, 'warn') : []),
  ];
}

function questionOf(taking: Asked['taking'], { say }: Drawing, width: number): Line[] {
  switch (taking.what) {
    case 'uninstall':
      return prose(say({ key: 'screen.ask.down' }), width);
    case 'undo': {
      const step = say({ key: `screen.step.${taking.step}` });
      return prose(say({ key: 'screen.ask.undo', values: { step } }), width);
    }
    case 'rollback':
      return prose(say({ key: 'screen.ask.rollback' }), width);
    case 'repair':
      return [...prose(say(taking.found.what), width), ...prose(say(taking.found.remedy), width)];
  }
}
