import stringWidth from 'string-width';
import type { ChapterEvent, FieldConflict, ObjectResult } from '../../chapter/event.ts';
import type { Message } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import { formatSeconds } from '../line/duration.ts';
import type { Manner } from '../line/manner.ts';
import { objectName } from '../line/object-name.ts';
import type { Style } from '../print/paint.ts';
import { table } from '../print/print-table.ts';
import { certificateLines } from './certificate-text.ts';
import { checkLines } from './check-text.ts';

type Of<Type extends ChapterEvent['type']> = Extract<ChapterEvent, { type: Type }>;

const resultStyles: Record<ObjectResult | 'waiting' | 'ready' | 'gone', Style> = {
  created: 'green',
  configured: 'green',
  deleted: 'green',
  unchanged: 'dim',
  conflict: 'red',
  failed: 'red',
  waiting: 'yellow',
  ready: 'green',
  gone: 'green',
};

const outcomeMarks = { done: 'good', failed: 'bad', cancelled: 'warn' } as const;
const outcomeStyles = { done: 'green', failed: 'red', cancelled: 'yellow' } as const;

/** Puts the events of `up` and `down` into lines. Keeps what it has said of each wait, so that the same is not said twice. */
export class RunText {
  readonly #manner: Manner;
  readonly #waits = new Map<string, string>();
  /** Whether this takes things down. */
  #down = false;
  #run: Of<'started'>['run'] = 'up';
  #category = '';
  #url = '';

  constructor(manner: Manner) {
    this.#manner = manner;
  }

  /** The lines for one event, each with its end; empty where there is nothing new to say. */
  async tell(event: ChapterEvent): Promise<string> {
    const lines = await this.#lines(event);
    return lines.map((line) => `${line}\n`).join('');
  }

  async #lines(event: ChapterEvent): Promise<string[]> {
    const { paint, glyphs } = this.#manner;
    switch (event.type) {
      case 'started':
        return this.#started(event);
      case 'resumed':
        return this.#resumed(event);
      case 'step-started':
        return this.#stepStarted(event);
      case 'command':
        return [paint('dim', `  $ ${event.command}`)];
      case 'check':
        return this.#check(event);
      case 'object':
        return this.#object(event);
      case 'waiting':
        return this.#waiting(event);
      case 'ready': {
        const name = objectName(event.object);
        // Where nobody was told of a wait, its end is no news.
        return this.#waits.delete(name) ? [this.#about(event.gone ? 'gone' : 'ready', name)] : [];
      }
      case 'note':
        return [
          event.level === 'warn'
            ? `  ${paint('yellow', glyphs.warn)} ${this.#say(event.message)}`
            : `  ${glyphs.note} ${this.#say(event.message)}`,
        ];
      case 'shown':
        return [
          `  ${this.#say({ key: 'print.run.shown', values: { name: objectName(event.object) } })}`,
          ...event.lines.map((line) => paint('dim', `  | ${line}`)),
        ];
      case 'log':
        return [
          `  ${this.#say({ key: 'print.run.log', values: { pod: event.pod, container: event.container } })}`,
          ...event.lines.map((line) => paint('dim', `  | ${line}`)),
        ];
      case 'events':
        return [
          `  ${this.#say({ key: 'evidence.events', values: { name: objectName(event.object) } })}`,
          ...event.lines.map((line) => paint('dim', `  | ${line}`)),
        ];
      case 'certificate':
        return certificateLines(event.certificate, this.#manner).map((line) => `  ${line}`);
      case 'url':
        this.#url = event.url;
        return [`  ${glyphs.note} ${this.#say({ key: 'print.run.url', values: { url: event.url } })}`];
      case 'step-finished': {
        const mark = paint(outcomeStyles[event.result], glyphs[outcomeMarks[event.result]]);
        return [`  ${mark} ${this.#say(event.message)} ${paint('dim', `(${formatSeconds(event.seconds)})`)}`];
      }
      case 'finished':
        return this.#finished(event);
    }
  }

  #say(message: Message): string {
    return translate(this.#manner.language, message);
  }

  #started({ run, cluster, release }: Of<'started'>): string[] {
    const { paint } = this.#manner;
    this.#down = run === 'down' || run === 'uninstall' || run === 'undo';
    this.#run = run;
    const values = { release, context: cluster.context };
    const title = this.#say({
      key: isNamed(run) ? `print.run.${run}` : this.#down ? 'print.run.down' : 'print.run.up',
      values,
    });
    return [paint('bold', title.replace(/ {2,}/g, ' ')), `${cluster.server} ${cluster.version}`.trimEnd()];
  }

  #resumed({ began, user, host, result, written, done, left, unsure }: Of<'resumed'>): string[] {
    const { glyphs } = this.#manner;
    const how = this.#say({ key: `resumed.${result ?? 'broken'}` });
    const lines = [
      this.#say({ key: 'resumed', values: { began, user, host, how } }),
      this.#say({
        key: 'resumed.done',
        values: { written, done: done.join(', ') || '-', left: left.join(', ') },
      }),
    ];
    if (unsure.length > 0)
      lines.push(this.#say({ key: 'resumed.unsure', values: { names: unsure.map(objectName).join(', ') } }));
    return lines.map((line) => `${glyphs.note} ${line}`);
  }

  #stepStarted({ title, index, of }: Of<'step-started'>): string[] {
    this.#category = '';
    this.#waits.clear();
    return ['', this.#manner.paint('bold', `[${index}/${of}] ${this.#say(title)}`)];
  }

  #check({ category, check }: Of<'check'>): string[] {
    const title = this.#say(category);
    const heading = title === this.#category ? [] : [`  ${title}`];
    this.#category = title;
    return [...heading, ...checkLines(check, this.#manner).map((line) => `  ${line}`)];
  }

  /** A result and a name, the results in a column of their own. */
  #about(result: keyof typeof resultStyles, rest: string): string {
    const { paint } = this.#manner;
    const word = this.#say({ key: `print.run.result.${result}` });
    const room = Math.max(11 - stringWidth(word), 0);
    return `  ${paint(resultStyles[result], word)}${' '.repeat(room)} ${rest}`;
  }

  async #object({ object, result, message, conflicts }: Of<'object'>): Promise<string[]> {
    const said = message ? `: ${this.#say(message)}` : '';
    const lines = [this.#about(result, `${objectName(object)}${said}`)];
    if (conflicts && conflicts.length > 0) lines.push(await this.#conflicts(conflicts));
    return lines;
  }

  async #conflicts(conflicts: FieldConflict[]): Promise<string> {
    const column = (key: 'field' | 'owner' | 'theirs' | 'ours') => ({
      title: this.#say({ key: `print.column.${key}` }),
    });
    const decided = conflicts.some(({ choice }) => choice);
    const choiceOf = ({ choice }: FieldConflict) => (choice ? this.#say({ key: `conflict.${choice}` }) : '');
    const columns = [column('field'), column('owner'), column('theirs'), column('ours')];
    if (decided) columns.push({ title: this.#say({ key: 'conflict.choice' }) });
    const rows = conflicts.map((one) => [
      one.field,
      one.owner,
      one.theirs,
      one.ours,
      ...(decided ? [choiceOf(one)] : []),
    ]);
    return (await table(columns, rows, this.#manner, 4)).trimEnd();
  }

  #waiting({ object, why }: Of<'waiting'>): string[] {
    const name = objectName(object);
    const words = this.#say(why);
    if (this.#waits.get(name) === words) return [];
    this.#waits.set(name, words);
    return [this.#about('waiting', `${name}: ${words}`)];
  }

  #finished({ result, written, seconds }: Of<'finished'>): string[] {
    const { paint, glyphs } = this.#manner;
    const way = isNamed(this.#run) ? this.#run : this.#down ? 'down' : 'up';
    const { created, configured, deleted } = written;
    const nothing = created + configured + deleted === 0;
    const lines = [
      '',
      `${paint(outcomeStyles[result], glyphs[outcomeMarks[result]])} ${this.#say({ key: `print.run.${way}.${result}` })}`,
      nothing
        ? this.#say({ key: 'print.run.written-nothing' })
        : this.#say({ key: 'print.run.written', values: { created, configured, deleted } }),
      this.#say({ key: 'print.run.took', values: { time: formatSeconds(seconds) } }),
    ];
    if (result !== 'done') lines.push(this.#say({ key: `print.run.${way}.again` }));
    if (result === 'done' && this.#url)
      lines.push(paint('bold', this.#say({ key: 'print.run.url', values: { url: this.#url } })));
    return lines;
  }
}

/** Runs with words of their own. */
const isNamed = (run: string | undefined): run is 'undo' | 'rollback' | 'repair' | 'lesson' =>
  run === 'undo' || run === 'rollback' || run === 'repair' || run === 'lesson';
