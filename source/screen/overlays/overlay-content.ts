import type { CommandContext } from '../input/command.ts';
import { nameOf } from '../look/names.ts';
import type { MenuOverlay, Overlay } from '../state/overlay.ts';
import { checksLines } from './checks.ts';
import { conflictLines } from './conflicts.ts';
import type { OverlayContent } from './content.ts';
import { eventsPage } from './events.ts';
import { fileLines } from './file.ts';
import { glossaryLines } from './glossary.ts';
import { hangingLines } from './hanging.ts';
import { helpLines } from './help.ts';
import { injectionLines } from './injection.ts';
import { lessonLines } from './lesson.ts';
import { paletteLines } from './palette.ts';
import { questionLines } from './questions.ts';
import { stepLines } from './step.ts';
import { waysLines } from './ways.ts';
import { whyLines } from './why.ts';
import { yamlLines } from './yaml.ts';

/** What the open overlay says at this width; menus draw themselves. */
export function overlayContent(
  overlay: Exclude<Overlay, MenuOverlay>,
  context: CommandContext,
  width: number,
): OverlayContent {
  const { state, drawing } = context;
  const { say } = drawing;
  const page = { page: true, tone: 'accent' as const, foot: say({ key: 'screen.reading.keys' }) };
  // Where a row is chosen in it.
  const list = { ...page, foot: say({ key: 'screen.reading.rows' }) };
  const dialog = { page: false, tone: 'accent' as const, foot: '' };
  const warning = { ...dialog, tone: 'warn' as const };
  switch (overlay.kind) {
    case 'help':
      return { ...page, title: say({ key: 'screen.help.title' }), lines: helpLines(context, width) };
    case 'ask-file':
      return {
        ...dialog,
        title: say({ key: `screen.ask.file.${overlay.what}` }),
        lines: fileLines(overlay, drawing, width),
      };
    case 'palette':
      return {
        ...dialog,
        title: say({ key: 'screen.palette.title' }),
        foot: say({ key: 'screen.palette.keys' }),
        lines: paletteLines(overlay, context, width),
      };
    case 'checks':
      return {
        ...page,
        title: say({ key: 'screen.checks.title' }),
        lines: checksLines(state, drawing, width),
      };
    case 'step': {
      const text = state.about?.texts.find(({ id }) => id === overlay.run);
      return {
        ...page,
        title: text ? say(text.title) : '',
        lines: stepLines(state, overlay, drawing, width),
      };
    }
    case 'glossary':
      return {
        ...page,
        title: say({ key: 'screen.glossary.title' }),
        lines: glossaryLines(context, width),
      };
    case 'yaml':
      return { ...page, title: nameOf(overlay.ref), lines: yamlLines(overlay, drawing, width) };
    case 'why':
      return {
        ...page,
        title: nameOf(overlay.ref),
        lines: whyLines(overlay.insight, state.view, drawing, width),
      };
    case 'ways':
      return {
        ...page,
        title: say({ key: 'screen.ways.title' }),
        lines: waysLines(overlay.found, drawing, width),
      };
    case 'events':
      return {
        ...page,
        title: say({ key: 'screen.recent.title' }),
        lines: eventsPage(overlay.rows, state.view?.events.freshness, drawing, width),
      };
    case 'injection':
      return {
        ...list,
        title: say({ key: 'screen.injection.title' }),
        lines: injectionLines(overlay.look, overlay.index, drawing, width),
      };
    case 'lesson':
      return {
        ...page,
        title: say(overlay.view.title),
        lines: lessonLines(state, overlay, drawing, width),
      };
    case 'ask-lesson':
      return {
        ...dialog,
        title: say({ key: 'screen.ask.run.title' }),
        lines: questionLines(state, overlay, drawing, width),
      };
    case 'ask-lesson-reset':
      return {
        ...dialog,
        title: say({ key: 'screen.ask.lesson-reset.title' }),
        lines: questionLines(state, overlay, drawing, width),
      };
    case 'ask-restart':
      return {
        ...warning,
        title: say({ key: 'screen.ask.restart.title' }),
        lines: questionLines(state, overlay, drawing, width),
      };
    case 'ask-run':
      return {
        ...dialog,
        title: say({ key: 'screen.ask.run.title' }),
        lines: questionLines(state, overlay, drawing, width),
      };
    case 'ask-up':
      return {
        ...dialog,
        title: say({ key: 'screen.ask.up.title' }),
        lines: questionLines(state, overlay, drawing, width),
      };
    case 'ask-pilot-away':
      return {
        ...warning,
        title: say({ key: 'screen.ask.pilot-away.title', values: { name: overlay.name } }),
        lines: questionLines(state, overlay, drawing, width),
      };
    case 'ask-cancel':
      return {
        ...warning,
        title: say({ key: 'screen.ask.cancel.title' }),
        lines: questionLines(state, overlay, drawing, width),
      };
    case 'ask-quit':
      return {
        ...warning,
        title: say({ key: 'screen.ask.quit.title' }),
        lines: questionLines(state, overlay, drawing, width),
      };
    case 'hanging':
      return {
        ...(overlay.found.state === 'there' && overlay.found.value.length > 0 ? list : page),
        title: say({ key: 'screen.hanging.title' }),
        lines: hangingLines(overlay, drawing, width),
      };
    case 'conflicts':
      return {
        ...page,
        title: say({ key: 'screen.conflicts.title' }),
        foot: say({ key: 'screen.conflicts.foot' }),
        lines: conflictLines(overlay, drawing, width),
      };
    case 'ask-down':
      return {
        ...warning,
        title: say({ key: `screen.ask.${titles[overlay.taking.what]}.title` }),
        lines: questionLines(state, overlay, drawing, width),
      };
  }
}

const titles = { uninstall: 'down', undo: 'undo', rollback: 'rollback', repair: 'repair' } as const;
