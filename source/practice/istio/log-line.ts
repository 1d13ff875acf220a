import type { Process } from '../controllers/program.ts';

/** Istio's programs write whole microseconds, a tab, the level, a tab, and the scope unless it is the default one. */
export function istioLine(
  now: number,
  message: string,
  { scope, level = 'info' }: { scope?: string; level?: string } = {},
): string {
  const time = new Date(now).toISOString().replace('Z', '000Z');
  return [time, level, ...(scope ? [scope] : []), message].join('\t');
}

export interface Logger {
  info(message: string, scope?: string): void;
  warn(message: string, scope?: string): void;
  error(message: string, scope?: string): void;
}

export function loggerOf({ cluster, log }: Process): Logger {
  const at = (level: string) => (message: string, scope?: string) =>
    log(istioLine(cluster.clock.now(), message, { scope, level }));
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
