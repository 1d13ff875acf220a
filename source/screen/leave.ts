/** As a shell reports them: 128 and the signal's number. */
const codes = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130 } as const;

/** A system that shuts down, a terminal that closes: the screen goes at once, with the terminal as it was. Returns what forgets that. */
export function onSignals(leave: (code: number) => void): () => void {
  const handlers = Object.entries(codes).map(([signal, code]) => {
    const handler = () => leave(code);
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  // A terminal that closes says so more than once, and a run may be on its way back meanwhile: it is no second wish to end.
  process.on('SIGHUP', () => {});
  return () => {
    for (const off of handlers) off();
  };
}

/**
 * A terminal that is gone without a signal, as one is to whoever was started with `nohup` or runs in a session of its own: reading
 * ends, and writing fails. For good: from then on nobody reads the last words, and a run still has its way back to go.
 */
export function onLostTerminal(
  { stdin, stdout }: Pick<NodeJS.Process, 'stdin' | 'stdout'>,
  leave: (code: number) => void,
): void {
  const lost = () => leave(codes.SIGHUP);
  stdout.on('error', lost);
  stdin.on('error', lost);
  stdin.once('end', lost);
}
