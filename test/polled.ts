interface Patience {
  /** Milliseconds after which it fails. */
  within: number;
  /** Milliseconds from one question to the next. */
  every: number;
}

/** Asks again until the answer will do, and returns it at once. Fails with the words and the last answer when none did in time. */
export async function polled<T>(
  ask: () => T | Promise<T>,
  willDo: (answer: T) => boolean,
  words: string,
  { within, every }: Patience,
): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const asked = ask();
    const answer = asked instanceof Promise ? await asked : asked;
    if (willDo(answer)) return answer;
    if (Date.now() > deadline)
      throw new Error(`never came true: ${words}; last: ${JSON.stringify(answer)?.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
