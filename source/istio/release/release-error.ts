import type { Message } from '../../language/message.ts';

/** A version or a directory that is not a release hoist can install. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly problem: Message;

  constructor(named: string, problem: Message) {
    super(`${named}: ${problem.key} ${Object.values(problem.values ?? {}).join(', ')}`);
    this.problem = problem;
  }
}
