import type { CheckReport } from '../check-result.ts';
import { clusterChecks } from './cluster.ts';
import { earlierChecks } from './earlier.ts';
import type { CheckInput } from './input.ts';
import { nodeChecks } from './nodes.ts';

/** Every readiness check, judged. */
export function reportOn(input: CheckInput): CheckReport {
  const categories = [clusterChecks(input), nodeChecks(input), earlierChecks(input)];
  const success = categories.every(({ checks }) => checks.every(({ result }) => result !== 'fail'));
  return { success, categories };
}
