/** Does work that is to be done also after a cancel: its signal aborts only so many milliseconds after `signal` does. */
export async function withGrace<T>(
  signal: AbortSignal,
  grace: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cut = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const cancelled = () => {
    timer = setTimeout(() => cut.abort(), grace);
  };
  if (signal.aborted) cancelled();
  else signal.addEventListener('abort', cancelled, { once: true });
  try {
    return await work(cut.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancelled);
  }
}
