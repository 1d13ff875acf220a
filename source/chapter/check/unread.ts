import type { CheckResult } from '../check-result.ts';

/** Both kinds of them in one word: which is refused first is chance. */
export const webhookConfigurations = 'webhookconfigurations';

/** The check cannot be made without these lists. It is no failure of the cluster, and nothing to be sure of either. */
export function unread(
  check: Pick<CheckResult, 'id' | 'title'>,
  { unread: all }: { unread: readonly string[] },
  needed: string,
): CheckResult | undefined {
  if (!all.includes(needed)) return undefined;
  return {
    ...check,
    result: 'warn',
    message: { key: 'check.unread', values: { resource: needed } },
    hint: { key: 'check.access.hint' },
  };
}
