import type { Profile } from '../kinds/built-in.ts';
import type { Target } from '../machinery/options.ts';
import { isRecord, type Json, type KubernetesObject, versionOf } from '../object.ts';
import { applyJsonPatch } from '../patch/json-patch.ts';
import { applyMergePatch } from '../patch/merge-patch.ts';
import { schemaOf } from '../patch/schema.ts';
import { applyStrategicMerge } from '../patch/strategic-merge.ts';
import { badRequest, StatusError, unsupportedMediaType } from '../status-error.ts';
import { invalid, invalidObject } from '../validation/field-error.ts';
import { checkForm } from './check-form.ts';
import { duplicateFields, visitFields } from './duplicate-fields.ts';
import { duplicateField, type FieldCheck } from './field-check.ts';
import { parseText } from './parse-body.ts';

/** The types of patches, as the server lists them to who sends another. */
const jsonPatch = 'application/json-patch+json';
const mergePatch = 'application/merge-patch+json';
const strategicPatch = 'application/strategic-merge-patch+json';
export const applyPatch = 'application/apply-patch+yaml';

/** Throws a 415 for a type that there is not, or not for this kind. */
export function checkPatchType(contentType: string, { resource }: Target, serverSideApply: boolean): void {
  const types = [jsonPatch, mergePatch];
  if (!resource.custom) types.push(strategicPatch);
  if (serverSideApply) types.push(applyPatch);
  if (types.includes(contentType)) return;
  const known = [jsonPatch, mergePatch, strategicPatch, applyPatch].includes(contentType);
  if (known)
    throw unsupportedMediaType(
      `the body of the request was in an unknown format - accepted media types include: ${types.join(', ')}`,
    );
  throw new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
}

const typeOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;

const noPatch = (text: string, why: string): StatusError =>
  invalidObject('', '', '', [invalid('patch', text, why)]);

/** The text as JSON: what is none is a 400, but for the merge patches of old servers, which call it a 500. */
function readPatch(text: string, contentType: string, profile: Profile): Json {
  const isOldMerge = contentType === mergePatch && profile === 'chapter';
  const broken = () => new StatusError(500, '', 'Invalid JSON Patch');
  let patch: Json;
  try {
    patch = parseText(text, false);
  } catch (error) {
    if (isOldMerge) throw broken();
    throw badRequest(`error decoding patch: ${(error as Error).message}`);
  }
  if (contentType === jsonPatch || isRecord(patch)) return patch;
  // A null changes nothing to one of them, and is none to the other.
  if (patch === null && contentType === strategicPatch) return {};
  if (isOldMerge) {
    if (!Array.isArray(patch)) throw broken();
    throw noPatch(
      text,
      'couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
    );
  }
  if (patch === null) throw badRequest('Invalid JSON Patch');
  const why = `json: cannot unmarshal ${typeOf(patch)} into Go value of type map[string]interface {}`;
  throw badRequest(contentType === mergePatch ? `error decoding patch: ${why}` : why);
}

/** As Go prints a value of any kind. */
function goText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (!isRecord(value)) return value === null ? '<nil>' : String(value);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${key}:${goText(value[key])}`);
  return `map[${pairs.join(' ')}]`;
}

const partsOfStep = ['op', 'path', 'from', 'value'];

/** What a patch itself says twice, or in the steps of a JSON patch says in vain. */
function inPatchText(text: string, contentType: string): string[] {
  if (contentType !== jsonPatch) return duplicateFields(text).map(duplicateField);
  const found: string[] = [];
  visitFields(text, (path, isDuplicate) => {
    const at = path();
    const [, part] = /^\[\d+\]\.([^.[]+)$/.exec(at) ?? [];
    if (part === undefined) return;
    if (!partsOfStep.includes(part)) found.push(`json patch unknown field "${at}"`);
    else if (isDuplicate) found.push(`json patch duplicate field "${at}"`);
  });
  return found;
}

/** What a patch makes of an object. Throws the server's refusals, now for a patch that is none, and then for one that does not fit. */
export function changeOf(
  text: string,
  contentType: string,
  target: Target,
  profile: Profile,
  check: FieldCheck,
): (current: KubernetesObject) => KubernetesObject {
  const patch = readPatch(text, contentType, profile);
  const { resource, apiVersion, subresource } = target;
  const schema = schemaOf(resource, apiVersion);
  const apply = (current: KubernetesObject): Json => {
    if (contentType === jsonPatch) return applyJsonPatch(current, patch, profile);
    return contentType === mergePatch
      ? applyMergePatch(current, patch)
      : applyStrategicMerge(current, patch, schema);
  };
  const isCustom = resource.custom !== undefined;
  return (current) => {
    const { kind, apiVersion: version } = current;
    const patched = apply(current);
    if (!isRecord(patched)) throw badRequest('the patched object is no object');
    const shown = contentType === strategicPatch ? goText(patch) : JSON.stringify(patched);
    const object = patched as KubernetesObject;
    if (contentType !== strategicPatch && !isCustom && !subresource) {
      // What is replaced as a whole names neither, and is asked for its name.
      if (object.kind !== undefined && object.kind !== kind)
        throw noPatch(shown, `${object.kind} cannot be handled as a ${kind}`);
      if (object.apiVersion !== undefined && object.apiVersion !== version)
        throw noPatch(shown, `no kind "${kind}" is registered for version "${object.apiVersion}"`);
    }
    check.add(...inPatchText(text, contentType));
    check.readPatched(object, target);
    try {
      checkForm(object, versionOf(apiVersion), subresource === 'scale' ? 'Scale' : resource.kind, isCustom);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      throw noPatch(shown, error.message);
    }
    check.settle((why) => noPatch(shown, why));
    return object;
  };
}
