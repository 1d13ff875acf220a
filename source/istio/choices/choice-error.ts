import type { Message } from '../../language/message.ts';

/** Choices that cannot be had: a component that is not there, two that contradict each other. */
export class ChoiceError extends Error {
  override readonly name = 'ChoiceError';
  readonly problem: Message;

  constructor(problem: Message) {
    super(`${problem.key} ${Object.values(problem.values ?? {}).join(', ')}`);
    this.problem = problem;
  }
}
