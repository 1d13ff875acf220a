/** The line format of Istio 1.1's own logger: time in microseconds, level, an optional scope, message, tab-separated. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export function logger(scope?: string): Log {
  const line = (level: string) => (message: string) => {
    const parts = [timestamp(), level, ...(scope ? [scope] : []), message];
    process.stdout.write(`${parts.join('\t')}\n`);
  };
  return { info: line('info'), warn: line('warn'), error: line('error') };
}

/** RFC 3339 with six digits, as `2026-11-22T19:09:56.060660Z`. */
export function timestamp(): string {
  const micros = Math.floor((performance.timeOrigin + performance.now()) * 1000);
  const fraction = String(micros % 1_000_000).padStart(6, '0');
  return `${new Date(micros / 1000).toISOString().slice(0, 19)}.${fraction}Z`;
}
