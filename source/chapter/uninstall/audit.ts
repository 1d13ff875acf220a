import type { Ground } from '../ground.ts';
import { baselineOf } from '../keeping/kept.ts';
import { survey } from '../observe/survey.ts';
import { type Certificate, certify } from './certificate.ts';
import type { Leftover } from './leftover.ts';

/** Everything of Istio that this cluster still has, as far as it may be looked at. */
export async function audit(ground: Ground, signal: AbortSignal): Promise<Leftover[]> {
  return (await survey(ground, signal)).leftovers;
}

/** The same with what was looked at for it, and what differs from before the first write. */
export async function auditWithCertificate(
  ground: Ground,
  signal: AbortSignal,
): Promise<{ clean: boolean; leftovers: Leftover[]; certificate: Certificate }> {
  const found = await survey(ground, signal);
  const { leftovers, unread } = found;
  const certificate = certify(found, await baselineOf(ground, signal), ground.namespace);
  return { clean: leftovers.length === 0 && unread.length === 0, leftovers, certificate };
}
