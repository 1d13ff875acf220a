import type { ChapterEvent, ObjectResult } from '../../chapter/event.ts';
import type { Message } from '../../language/message.ts';
import { elapsedOf } from '../look/age.ts';
import type { Drawing } from '../look/drawing.ts';
import { nameOf } from '../look/names.ts';
import type { Tone } from '../look/tone.ts';
import type { ObjectRef } from '../state/overlay.ts';
import type { RunLogEntry } from '../state/run-log.ts';
import { pad } from '../text/cut.ts';
import { type Line, segment } from '../text/line.ts';
import { writtenWords } from './written.ts';

const resultTone: Record<ObjectResult, Tone> = {
  created: 'good',
  configured: 'good',
  unchanged: 'quiet',
  deleted: 'good',
  conflict: 'bad',
  failed: 'bad',
};

const wordWidth = 11;

/** One row of the runs' log: the command as one would type it, and then what became of each object. */
export function runLogLine({ event, part }: RunLogEntry, drawing: Drawing): Line {
  const { say, glyphs } = drawing;
  const marked = (glyph: string, word: string, tone: Tone) =>
    segment(` ${glyph} ${pad(word, wordWidth, glyphs.more)} `, tone);
  switch (event.type) {
    case 'started': {
      const { context, server, version } = event.cluster;
      const run = say({ key: `screen.step.${event.run}` });
      return rule(say({ key: 'screen.event.started', values: { run, context, server, version } }), drawing);
    }
    case 'resumed': {
      const how = say({ key: `resumed.${event.result ?? 'broken'}` });
      const { began, user, host, written, done, left, unsure } = event;
      const words = [
        say({ key: 'resumed', values: { began, user, host, how } }),
        say({
          key: 'resumed.done',
          values: { written, done: done.join(', ') || '-', left: left.join(', ') },
        }),
        say({ key: 'resumed.unsure', values: { names: unsure.map(nameOf).join(', ') } }),
      ][part];
      return [marked(glyphs.bullet, say({ key: 'screen.result.note' }), 'plain'), segment(words ?? '')];
    }
    case 'step-started': {
      const { index, of, title } = event;
      return rule(say({ key: 'screen.event.step', values: { index, of, title: say(title) } }), drawing);
    }
    case 'command':
    case 'typed':
      return [segment(`${glyphs.prompt} `, 'accent'), segment(event.command, 'accent')];
    case 'check': {
      const { result, title, message } = event.check;
      const health = result === 'pass' ? 'good' : result === 'warn' ? 'warn' : 'bad';
      return [
        marked(glyphs.health[health], say({ key: `screen.check.${result}` }), health),
        segment(say(title)),
        segment(`: ${say(message)}`, result === 'pass' ? 'quiet' : health),
      ];
    }
    case 'object':
      return part === 0 ? objectLine(event, drawing, marked) : conflictLine(event, part, drawing);
    case 'waiting':
      return [
        marked(glyphs.health.busy, say({ key: 'screen.result.waiting' }), 'busy'),
        segment(nameOf(event.object)),
        segment(`: ${say(reasonOf(event.why))}`),
        segment(event.object.namespace ? ` -n ${event.object.namespace}` : '', 'quiet'),
      ];
    case 'ready':
      return [
        marked(
          glyphs.health.good,
          say({ key: event.gone ? 'screen.result.gone' : 'screen.result.ready' }),
          'good',
        ),
        ...objectSegments(event.object),
      ];
    case 'note': {
      const tone = event.level === 'warn' ? 'warn' : 'plain';
      const glyph = event.level === 'warn' ? glyphs.health.warn : glyphs.bullet;
      return [marked(glyph, say({ key: 'screen.result.note' }), tone), segment(say(event.message), tone)];
    }
    case 'shown': {
      if (part === 0) {
        const values = { name: event.object.name };
        return [segment(`   ${say({ key: 'screen.event.shown', values })}`, 'accent')];
      }
      return [segment(`   ${glyphs.frame.down} `, 'quiet'), segment(event.lines[part - 1] ?? '')];
    }
    case 'log': {
      const { pod, container } = event;
      if (part === 0)
        return [segment(`   ${say({ key: 'screen.event.log', values: { pod, container } })}`, 'warn')];
      return [segment(`   ${glyphs.frame.down} `, 'quiet'), segment(event.lines[part - 1] ?? '')];
    }
    case 'events': {
      const values = { name: nameOf(event.object) };
      if (part === 0) return [segment(`   ${say({ key: 'evidence.events', values })}`, 'warn')];
      return [segment(`   ${glyphs.frame.down} `, 'quiet'), segment(event.lines[part - 1] ?? '')];
    }
    case 'certificate': {
      const { checked, since, differences, at } = event.certificate;
      const kinds = checked.map(({ kind, count }) => `${kind} (${count})`).join(', ');
      if (part === 0) return [segment(`   ${say({ key: 'certificate.title', values: { at } })}`, 'accent')];
      if (part === 1) {
        const words = since
          ? say({ key: 'certificate.since', values: { since, count: differences.length } })
          : say({ key: 'certificate.checked', values: { count: checked.length, kinds } });
        return [segment(`   ${glyphs.frame.down} `, 'quiet'), segment(words)];
      }
      const one = differences[part - 2];
      if (!one) return [];
      const values = { name: nameOf(one.object) };
      const words = say({ key: `certificate.${one.change}.${one.origin}`, values });
      return [segment(`   ${glyphs.frame.down} `, 'quiet'), segment(words)];
    }
    case 'url':
      return [
        marked(glyphs.health.good, say({ key: 'screen.result.open' }), 'good'),
        segment(event.url, 'title'),
      ];
    case 'step-finished': {
      const health = finishHealth[event.result];
      const step = say({ key: `screen.step.${event.step}` });
      return [
        segment(`${glyphs.health[health]} ${step}: ${say(event.message)}`, health, true),
        segment(`  ${elapsedOf(event.seconds)}`, 'quiet'),
      ];
    }
    case 'finished': {
      const health = finishHealth[event.result];
      const values = { time: elapsedOf(event.seconds), written: writtenWords(event.written, drawing.say) };
      return [
        segment(
          `${glyphs.health[health]} ${say({ key: `screen.event.finished.${event.result}`, values })}`,
          health,
          true,
        ),
      ];
    }
  }
}

/** The reason itself comes first where lines are short: which of its pods it is can be seen above. */
function reasonOf(why: Message): Message {
  return why.key === 'why.pod' && typeof why.values?.why === 'object' ? (why.values.why as Message) : why;
}

const finishHealth = { done: 'good', failed: 'bad', cancelled: 'warn' } as const;

function rule(words: string, { glyphs }: Drawing): Line {
  return [
    segment(`${glyphs.rule}${glyphs.rule} `, 'quiet'),
    segment(words, 'title'),
    segment(` ${glyphs.rule}${glyphs.rule}`, 'quiet'),
  ];
}

function objectSegments(ref: ObjectRef): Line {
  return [segment(nameOf(ref)), segment(ref.namespace ? ` -n ${ref.namespace}` : '', 'quiet')];
}

function objectLine(
  event: Extract<ChapterEvent, { type: 'object' }>,
  { say, glyphs }: Drawing,
  marked: (glyph: string, word: string, tone: Tone) => { text: string },
): Line {
  const bad = event.result === 'failed' || event.result === 'conflict';
  const glyph = bad
    ? glyphs.health.bad
    : event.result === 'unchanged'
      ? glyphs.health.off
      : glyphs.health.good;
  return [
    marked(glyph, say({ key: `screen.result.${event.result}` }), resultTone[event.result]),
    ...objectSegments(event.object),
    ...(event.message ? [segment(`: ${say(event.message)}`, bad ? 'bad' : 'quiet')] : []),
  ];
}

function conflictLine(
  event: Extract<ChapterEvent, { type: 'object' }>,
  part: number,
  { say, glyphs }: Drawing,
): Line {
  const conflict = event.conflicts?.[part - 1];
  if (!conflict) return [];
  const { field, owner, theirs, ours, choice } = conflict;
  return [
    segment(`   ${glyphs.frame.down} `, 'quiet'),
    segment(say({ key: 'screen.event.conflict', values: { field, owner, theirs, ours } }), 'warn'),
    ...(choice ? [segment(`  ${say({ key: `conflict.${choice}` })}`, 'good')] : []),
  ];
}
