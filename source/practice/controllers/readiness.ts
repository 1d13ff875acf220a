import type { Json } from '../object.ts';
import type { ContainerRun } from './container-run.ts';

export interface Probing {
  run: ContainerRun;
  /** A kubelet's probes do not all beat together: milliseconds that this one begins late. */
  jitter: number;
  after(milliseconds: number, act: () => void): void;
  ready(): void;
  unhealthy(message: string): void;
}

function failureOf({ exec, httpGet }: Json): string {
  if (httpGet) return 'HTTP probe failed with statuscode: 503';
  return exec ? 'fail on inspecting path' : 'dial tcp: connect: connection refused';
}

/** Asks a container that has a readiness probe until it is ready for the first time. */
export function probeReadiness({ run, jitter, after, ready, unhealthy }: Probing): void {
  const { startupProbe, readinessProbe } = run.spec;
  // Until it is up for the first time, a startup probe asks in the other's place.
  const { initialDelaySeconds = 0, periodSeconds = 10 } = startupProbe ?? readinessProbe;
  const probe = () => {
    if (run.program?.isReady?.() ?? true) {
      ready();
      return;
    }
    unhealthy(`Readiness probe failed: ${failureOf(readinessProbe)}`);
    after(periodSeconds * 1_000, probe);
  };
  after(initialDelaySeconds * 1_000 + jitter, probe);
}
