import type { Profile } from '../kinds/built-in.ts';
import type { DeleteOptions, Propagation, WriteOptions } from '../machinery/options.ts';
import { isRecord, type Json } from '../object.ts';
import { StatusError } from '../status-error.ts';
import { invalid, invalidObject, notSupported } from '../validation/field-error.ts';
import { inWordsOf } from '../validation/words.ts';
import type { Exchange } from './exchange.ts';
import { parseObject } from './parse-body.ts';
import { numberOf } from './query.ts';

const propagations = ['Foreground', 'Background', 'Orphan'] as const;

/** `All` is the only dry run there is (apimachinery/pkg/apis/meta/v1/validation). */
function checkDryRun(dryRun: readonly unknown[], kind: string, profile: Profile): void {
  if (dryRun.every((one) => one === 'All')) return;
  const said = dryRun.map((one) => JSON.stringify(one));
  const error = {
    reason: 'FieldValueNotSupported',
    field: 'dryRun',
    message: `Unsupported value: [${said.join(',')}]: supported values: "All"`,
    formerly: `Unsupported value: []string{${said.join(', ')}}: supported values: "All"`,
  };
  throw invalidObject('meta.k8s.io', kind, '', [inWordsOf(profile, error)]);
}

/** A manager is called by something that can be printed, in at most 128 bytes. */
function checkFieldManager(manager: string, kind: string): void {
  const at = [...manager].findIndex((one) => /\P{L}/u.test(one) && !/[\p{M}\p{N}\p{P}\p{S} ]/u.test(one));
  const wrong =
    Buffer.byteLength(manager) > 128
      ? {
          reason: 'FieldValueTooLong',
          field: 'fieldManager',
          message: 'Too long: may not be more than 128 bytes',
        }
      : at >= 0
        ? invalid(
            'fieldManager',
            manager,
            `invalid character U+${([...manager][at]?.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} (at position ${at})`,
          )
        : undefined;
  if (wrong) throw invalidObject('meta.k8s.io', kind, '', [wrong]);
}

export function writeOptions(exchange: Exchange, kind: string, profile: Profile): WriteOptions {
  const dryRun = exchange.query.getAll('dryRun').filter((one) => one !== '');
  checkDryRun(dryRun, kind, profile);
  checkFieldManager(exchange.query.get('fieldManager') ?? '', kind);
  return { dryRun: dryRun.length > 0, fieldManager: exchange.fieldManager };
}

const formsOfDeletion: [field: string, type: string, fits: (value: Json) => boolean][] = [
  ['propagationPolicy', 'v1.DeletionPropagation', (value) => typeof value === 'string'],
  ['gracePeriodSeconds', 'int64', (value) => Number.isSafeInteger(value)],
  ['orphanDependents', 'bool', (value) => typeof value === 'boolean'],
  ['preconditions', 'v1.Preconditions', isRecord],
  ['dryRun', '[]string', (value) => Array.isArray(value)],
];

/** What a deletion brings along; what cannot be read of it is the server's 500, without a reason. */
function readDeletion(body: Buffer, contentType: string): Json {
  const broken = (why: string) => new StatusError(500, '', why);
  let said: Json;
  try {
    said = parseObject(body, contentType, 'DeleteOptions');
  } catch (error) {
    if (!(error instanceof StatusError) || error.code !== 400) throw error;
    throw broken(error.message.replace(/^.*?(?=couldn't get version)/s, ''));
  }
  const { kind, apiVersion = 'v1' } = said;
  if (kind !== undefined && kind !== 'DeleteOptions')
    throw broken(
      `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme "pkg/runtime/scheme.go:110"`,
    );
  for (const [field, type, fits] of formsOfDeletion) {
    const value = said[field];
    if (value === undefined || value === null || fits(value)) continue;
    const given = Array.isArray(value) ? 'array' : isRecord(value) ? 'object' : typeof value;
    throw broken(
      `json: cannot unmarshal ${given} into Go struct field DeleteOptions.${field} of type ${type}`,
    );
  }
  return said;
}

/** From the body, or from the query where there is none. */
export async function deleteOptions(exchange: Exchange, profile: Profile): Promise<DeleteOptions> {
  const { query } = exchange;
  const body = await exchange.body();
  const said = body.length ? readDeletion(body, exchange.contentType) : undefined;
  const grace = said?.gracePeriodSeconds ?? numberOf(query, 'gracePeriodSeconds');
  const dryRun = said?.dryRun ?? query.getAll('dryRun').filter((one) => one !== '');
  const policy = said?.propagationPolicy ?? query.get('propagationPolicy') ?? undefined;
  const preconditions = isRecord(said?.preconditions) ? said.preconditions : undefined;
  checkDryRun(Array.isArray(dryRun) ? dryRun : [dryRun], 'DeleteOptions', profile);
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
