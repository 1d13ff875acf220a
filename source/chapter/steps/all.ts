import type { Step } from '../step.ts';
import type { RowId } from '../step-id.ts';
import { bookinfo } from './bookinfo.ts';
import { check } from './check.ts';
import { controlPlane } from './control-plane.ts';
import { crds } from './crds.ts';
import { gateway } from './gateway.ts';
import { injection } from './injection.ts';
import { proxies } from './proxies.ts';
import { uninstall } from './uninstall.ts';

/** A step that has a row of its own. */
export type ChapterStep = Step & { id: RowId };

/** The chapter's way up, in its order. */
export const steps = [
  check,
  crds,
  controlPlane,
  proxies,
  injection,
  bookinfo,
  gateway,
] as readonly ChapterStep[];

export const allSteps = [...steps, uninstall] as readonly ChapterStep[];

export function stepOf(id: RowId): ChapterStep {
  const step = allSteps.find((one) => one.id === id);
  if (!step) throw new Error(`there is no step ${id}`);
  return step;
}
