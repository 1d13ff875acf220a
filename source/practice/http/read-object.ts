import { dropUndeclared } from '../kinds/drop-undeclared.ts';
import type { Registry } from '../kinds/registry.ts';
import type { Target } from '../machinery/options.ts';
import { type KubernetesObject, versionOf } from '../object.ts';
import { schemaOf } from '../patch/schema.ts';
import { badRequest } from '../status-error.ts';
import { invalid, invalidObject } from '../validation/field-error.ts';
import { checkForm } from './check-form.ts';
import type { FieldCheck } from './field-check.ts';
import { notDeclared } from './not-declared.ts';
import { parseObject } from './parse-body.ts';
import { repeatedKey } from './repeated-key.ts';

/** The object of a write, held to the kind that the path is about and to its fields. */
export function readObject(
  registry: Registry,
  body: Buffer,
  contentType: string,
  target: Target,
  check: FieldCheck,
): KubernetesObject {
  const object = readOfKind(registry, body, contentType, target);
  const { resource, apiVersion } = target;
  const text = contentType === 'application/json' ? body.toString('utf8') : undefined;
  const repeated = contentType === 'application/yaml' && repeatedKey(body.toString('utf8'));
  if (repeated) check.add(check.isStrict ? `yaml: unmarshal errors:\n  ${repeated}` : repeated);
  check.readWhole(object, target, text);
  checkForm(object, versionOf(apiVersion), object.kind, resource.custom !== undefined);
  check.settle((why) =>
    badRequest(
      `${object.kind} in version ${JSON.stringify(versionOf(object.apiVersion))} cannot be handled as a ${object.kind}: ${why}`,
    ),
  );
  return object;
}

/** The object of an apply: what its kind does not know is no matter of options there (structured-merge-diff's typed values). */
export function readApplied(
  registry: Registry,
  body: Buffer,
  target: Target,
  check: FieldCheck,
): KubernetesObject {
  const object = readOfKind(registry, body, 'application/yaml', target, true);
  const { apiVersion, resource } = target;
  const repeated = repeatedKey(body.toString('utf8'));
  if (repeated) check.add(repeated);
  check.settle(() =>
    badRequest(
      `error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  ${repeated}`,
    ),
  );
  const whole = structuredClone(object);
  const unknown = dropUndeclared(object, target, registry.profile);
  if (unknown.length) throw notDeclared(whole, unknown, schemaOf(resource, apiVersion));
  checkForm(object, versionOf(apiVersion), object.kind, resource.custom !== undefined);
  return object;
}

interface Expected {
  kind: string;
  apiVersion: string;
  /** Taken as well. */
  older?: string;
  /** How the server's own form of its group is called. */
  internal: string;
}

/** What a path takes: the kind of its resource, or that of a subresource. */
function expectedOf(registry: Registry, { resource, apiVersion, subresource }: Target): Expected {
  if (subresource === 'scale')
    return { kind: 'Scale', apiVersion: 'autoscaling/v1', internal: 'autoscaling' };
  if (subresource === 'binding') return { kind: 'Binding', apiVersion: 'v1', internal: 'core' };
  if (subresource !== 'eviction') return { kind: resource.kind, apiVersion, internal: 'core' };
  const older = 'policy/v1beta1';
  const isOld = registry.profile === 'chapter';
  return { kind: 'Eviction', apiVersion: isOld ? older : 'policy/v1', older, internal: 'policy' };
}

function readOfKind(
  registry: Registry,
  body: Buffer,
  contentType: string,
  { resource, apiVersion, subresource }: Target,
  isApply = false,
): KubernetesObject {
  const expected = expectedOf(registry, { resource, apiVersion, subresource });
  const object = parseObject(body, contentType, expected.kind);
  if ((isApply || resource.custom) && (!object.apiVersion || !object.kind))
    throw badRequest(
      `Object '${object.kind ? 'apiVersion' : 'Kind'}' is missing in '${body.toString('utf8').slice(0, 200)}'`,
    );
  if (resource.custom && !subresource && object.kind !== resource.kind)
    throw invalidObject(resource.group, String(object.kind), String(object.metadata?.name ?? ''), [
      invalid('kind', object.kind, `must be ${resource.kind}`),
    ]);
  if (
    ![object.apiVersion, object.kind].every(
      (one) => one === undefined || one === null || typeof one === 'string',
    )
  )
    throw badRequest(`couldn't get version/kind; json parse error: apiVersion and kind must be strings`);
  const given = {
    apiVersion: object.apiVersion || expected.apiVersion,
    kind: object.kind || expected.kind,
  };
  if (given.kind !== expected.kind)
    throw badRequest(
      `${given.kind} in version ${JSON.stringify(versionOf(given.apiVersion))} cannot be handled as a ${expected.kind}: ${unknownOr(registry, given, expected)}`,
    );
  if (given.apiVersion !== expected.apiVersion && given.apiVersion !== expected.older) {
    const served = registry.byKind(given.apiVersion, given.kind);
    if (served !== resource)
      throw badRequest(
        `${given.kind} in version ${JSON.stringify(versionOf(given.apiVersion))} cannot be handled as a ${expected.kind}: no kind "${given.kind}" is registered for version "${given.apiVersion}" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`,
      );
    throw badRequest(
      `the API version in the data (${given.apiVersion}) does not match the expected API version (${expected.apiVersion})`,
    );
  }
  return { ...object, ...given };
}

function unknownOr(
  registry: Registry,
  { apiVersion, kind }: { apiVersion: string; kind: string },
  expected: Expected,
): string {
  const known = registry.byKind(apiVersion, kind);
  return known
    ? `converting (${versionOf(apiVersion)}.${kind}) to (${expected.internal}.${expected.kind}): unknown conversion`
    : `no kind "${kind}" is registered for version "${apiVersion}" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`;
}
