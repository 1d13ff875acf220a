import type { Step } from '../step.ts';
import type { RunId } from '../step-id.ts';
import { bookinfo } from './bookinfo.ts';
import { check } from './check.ts';
import { controlPlane } from './control-plane.ts';
import { crds } from './crds.ts';
import { gateway } from './gateway.ts';
import { injection } from './injection.ts';
import { proxies } from './proxies.ts';
import { uninstall } from './uninstall.ts';

/** The chapter's way up, in its order. */
export const steps: readonly Step[] = [check, crds, controlPlane, proxies, injection, bookinfo, gateway];

export const allSteps: readonly Step[] = [...steps, uninstall];

export function stepOf(id: RunId): Step {
  const step = allSteps.find((one) => one.id === id);
  if (!step) throw new Error(`there is no step ${id}`);
  return step;
}
