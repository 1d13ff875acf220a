import type { Message } from '../../language/message.ts';

/** A tool of the user's could not render what was asked for. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
  readonly problem: Message;
  /** What the tool said of it, as it was said. */
  readonly stderr: string;
  readonly hint: Message | undefined;

  constructor(problem: Message, stderr = '', hint?: Message) {
    super(`${problem.key} ${Object.values(problem.values ?? {}).join(', ')}`);
    this.problem = problem;
    this.stderr = stderr;
    this.hint = hint;
  }
}
