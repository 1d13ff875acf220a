/** PID 1 gets no default action for SIGTERM, so without this every pod would last its whole grace period. */
export function endOnSignal(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
}
