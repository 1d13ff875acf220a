import type { DeleteOptions, Propagation, WriteOptions } from '../machinery/options.ts';
import { isRecord } from '../object.ts';
import { invalid, invalidObject, notSupported } from '../validation/field-error.ts';
import type { Exchange } from './exchange.ts';
import { parseObject } from './parse-body.ts';
import { numberOf } from './query.ts';

const propagations = ['Foreground', 'Background', 'Orphan'] as const;

/** `All` is the only dry run there is (apimachinery/pkg/apis/meta/v1/validation). */
function checkDryRun(dryRun: readonly unknown[], kind: string): void {
  if (dryRun.every((one) => one === 'All')) return;
  const words = `[]string{${dryRun.map((one) => JSON.stringify(one)).join(', ')}}`;
  throw invalidObject('meta.k8s.io', kind, '', [
    {
      reason: 'FieldValueNotSupported',
      field: 'dryRun',
      message: `Unsupported value: ${words}: supported values: "All"`,
    },
  ]);
}

export function writeOptions(exchange: Exchange, kind: string): WriteOptions {
  const dryRun = exchange.query.getAll('dryRun').filter((one) => one !== '');
  checkDryRun(dryRun, kind);
  return { dryRun: dryRun.length > 0, fieldManager: exchange.fieldManager };
}

/** From the body, or from the query where there is none. */
export async function deleteOptions(exchange: Exchange): Promise<DeleteOptions> {
  const { query } = exchange;
  const body = await exchange.body();
  const said = body.length ? parseObject(body, exchange.contentType, 'DeleteOptions') : undefined;
  const grace = said?.gracePeriodSeconds ?? numberOf(query, 'gracePeriodSeconds');
  const dryRun = said?.dryRun ?? query.getAll('dryRun').filter((one) => one !== '');
  const policy = said?.propagationPolicy ?? query.get('propagationPolicy') ?? undefined;
  const preconditions = isRecord(said?.preconditions) ? said.preconditions : undefined;
  checkDryRun(Array.isArray(dryRun) ? dryRun : [dryRun], 'DeleteOptions');
  if (policy !== undefined && !propagations.includes(policy))
    throw invalidObject('meta.k8s.io', 'DeleteOptions', '', [
      notSupported('propagationPolicy', policy, [...propagations, 'nil']),
    ]);
  if (said?.orphanDependents !== undefined && policy !== undefined)
    throw invalidObject('meta.k8s.io', 'DeleteOptions', '', [
      invalid('propagationPolicy', policy, 'orphanDependents and deletionPropagation cannot be both set'),
    ]);
  const old = said?.orphanDependents;
  return {
    dryRun: dryRun.length > 0,
    propagationPolicy: (policy ?? (old === undefined ? undefined : old ? 'Orphan' : 'Background')) as
      | Propagation
      | undefined,
    gracePeriodSeconds: typeof grace === 'number' && grace >= 0 ? grace : undefined,
    preconditions,
  };
}
