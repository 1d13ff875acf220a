import { isEqual, isRecord, type Json } from '../object.ts';
import { badRequest, StatusError } from '../status-error.ts';
import { fieldOf, type Schema } from './schema.ts';

const directive = '$patch';
const retainKeys = '$retainKeys';
const elementOrder = '$setElementOrder/';
const deleteFromList = '$deleteFromPrimitiveList/';

function mergeLists(current: Json[], patch: Json[], schema: Schema): Json[] {
  if (schema.list === 'set') return [...current, ...patch.filter((value) => !current.includes(value))];
  const key = schema.mergeKey;
  if (!key) return patch;
  if (patch.some((item) => !isRecord(item)))
    throw patch.every((item) => !isRecord(item)) && !current.length
      ? badRequest('list element types are not identical')
      : refused(`list element types are not identical: ${JSON.stringify(patch)}`);
  if (patch.some((item) => item[directive] === 'replace'))
    return patch.filter((item) => !(directive in item));
  const result = [...current];
  for (const item of patch) {
    if (!(key in item))
      throw refused(`map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`);
    checkDirective(item);
    const at = result.findIndex((one) => isRecord(one) && isEqual(one[key], item[key]));
    if (item[directive] === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) result[at] = applyStrategicMerge(result[at], item, schema.item ?? {});
    else result.push(applyStrategicMerge({}, item, schema.item ?? {}));
  }
  return result;
}

/** What such a patch cannot be merged for is the server's 500, without a reason. */
const refused = (why: string): StatusError => new StatusError(500, '', why);

function checkDirective(patch: Json): void {
  const said = patch[directive];
  if (said !== undefined && !['delete', 'replace', 'merge'].includes(said))
    throw refused(`unknown patch type: ${said} in map: ${JSON.stringify(patch)}`);
}

/** As the patch wants them; what it does not name stays behind the item that it followed. */
function reorder(list: Json[], order: Json[], mergeKey: string | undefined): Json[] {
  const nameOf = (item: Json) => (mergeKey && isRecord(item) ? item[mergeKey] : item);
  const wanted = order.map(nameOf);
  const named = list
    .filter((item) => wanted.some((one) => isEqual(one, nameOf(item))))
    .sort(
      (left, right) =>
        wanted.findIndex((one) => isEqual(one, nameOf(left))) -
        wanted.findIndex((one) => isEqual(one, nameOf(right))),
    );
  const result: Json[] = [];
  for (const item of list) {
    if (!named.includes(item)) result.push(item);
    else result.push(named[result.filter((one) => named.includes(one)).length]);
  }
  return result;
}

/** Strategic merge patch, with its directives (k8s.io/apimachinery/pkg/util/strategicpatch/patch.go). */
export function applyStrategicMerge(current: Json, patch: Json, schema: Schema): Json {
  if (!isRecord(patch)) return patch;
  checkDirective(patch);
  if (patch[directive] === 'delete') return {};
  const replaces = patch[directive] === 'replace';
  const result: Record<string, Json> = isRecord(current) && !replaces ? { ...current } : {};
  const retained = patch[retainKeys];
  if (retained !== undefined && !Array.isArray(retained))
    throw badRequest('invalid patch format of retainKeys');
  if (Array.isArray(retained))
    for (const key of Object.keys(result)) if (!retained.includes(key)) delete result[key];
  for (const [key, value] of Object.entries(patch)) {
    if (key === directive || key === retainKeys || key === '__proto__' || key.startsWith(elementOrder))
      continue;
    if (key.startsWith(deleteFromList)) {
      const name = key.slice(deleteFromList.length);
      if (Array.isArray(result[name]) && Array.isArray(value))
        result[name] = result[name].filter((one: Json) => !value.includes(one));
      continue;
    }
    const field = fieldOf(schema, key);
    if (value === null) delete result[key];
    else if (Array.isArray(value))
      result[key] = mergeLists(Array.isArray(result[key]) ? result[key] : [], value, field);
    else if (isRecord(value) && value[directive] === 'delete') delete result[key];
    else result[key] = isRecord(value) ? applyStrategicMerge(result[key], value, field) : value;
  }
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(elementOrder) || !Array.isArray(order)) continue;
    const name = key.slice(elementOrder.length);
    if (Array.isArray(result[name]))
      result[name] = reorder(result[name], order, fieldOf(schema, name).mergeKey);
  }
  return result;
}
