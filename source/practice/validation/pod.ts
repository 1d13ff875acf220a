import { isRecord, type Json } from '../object.ts';
import { validateProbe, validateResources, validateSource } from './container-parts.ts';
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from './field-error.ts';
import { validateLabels } from './metadata.ts';
import { dnsLabel, dnsSubdomain, portName, qualifiedName } from './names.ts';

const list = (value: Json): Json[] => (Array.isArray(value) ? value : []);

function validatePorts(ports: Json, field: string): FieldError[] {
  return list(ports).flatMap((port, index) => {
    const at = `${field}[${index}]`;
    const number = port?.containerPort;
    const errors: FieldError[] = validatePortName(port?.name, `${at}.name`);
    if (number === undefined || number === 0) errors.push(required(`${at}.containerPort`));
    else if (!Number.isInteger(number) || number < 1 || number > 65_535)
      errors.push(invalid(`${at}.containerPort`, number, 'must be between 1 and 65535, inclusive'));
    if (port?.protocol && !['TCP', 'UDP', 'SCTP'].includes(port.protocol))
      errors.push(notSupported(`${at}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']));
    return errors;
  });
}

/** A name of a port (IANA_SVC_NAME): a few letters and figures. */
function validatePortName(name: Json, field: string): FieldError[] {
  if (!name) return [];
  return portName(String(name)).map((error) => invalid(field, name, error));
}

const environmentName = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

function validateContainer(
  container: Json,
  field: string,
  names: Set<string>,
  volumes: Set<string>,
): FieldError[] {
  const errors: FieldError[] = [];
  const name = container?.name;
  if (!name) errors.push(required(`${field}.name`));
  else {
    errors.push(...dnsLabel(String(name)).map((error) => invalid(`${field}.name`, name, error)));
    if (names.has(name)) errors.push(duplicate(`${field}.name`, name));
    names.add(name);
  }
  if (!container?.image) errors.push(required(`${field}.image`));
  errors.push(...validatePorts(container?.ports, `${field}.ports`));
  for (const [index, variable] of list(container?.env).entries()) {
    const at = `${field}.env[${index}].name`;
    if (!variable?.name) errors.push(required(at));
    else if (!environmentName.test(variable.name))
      errors.push(
        invalid(
          at,
          variable.name,
          "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')",
        ),
      );
    errors.push(...validateSource(variable, `${field}.env[${index}].valueFrom`));
  }
  const paths = new Set<string>();
  for (const [index, mount] of list(container?.volumeMounts).entries()) {
    const at = `${field}.volumeMounts[${index}]`;
    if (!mount?.name) errors.push(required(`${at}.name`));
    else if (!volumes.has(mount.name))
      errors.push({
        reason: 'FieldValueNotFound',
        field: `${at}.name`,
        message: `Not found: ${JSON.stringify(mount.name)}`,
      });
    if (!mount?.mountPath) errors.push(required(`${at}.mountPath`));
    else if (paths.has(mount.mountPath))
      errors.push(invalid(`${at}.mountPath`, mount.mountPath, 'must be unique'));
    paths.add(mount?.mountPath);
  }
  if (container?.imagePullPolicy && !['Always', 'IfNotPresent', 'Never'].includes(container.imagePullPolicy))
    errors.push(
      notSupported(`${field}.imagePullPolicy`, container.imagePullPolicy, [
        'Always',
        'IfNotPresent',
        'Never',
      ]),
    );
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe'])
    errors.push(...validateProbe(container?.[name], `${field}.${name}`));
  errors.push(...validateResources(container?.resources, `${field}.resources`));
  return errors;
}

const dnsPolicies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

function validateExpressions(expressions: Json, field: string): FieldError[] {
  return list(expressions).flatMap(({ key, operator, values }, index) => {
    const at = `${field}[${index}]`;
    const errors: FieldError[] = [];
    const many = list(values).length;
    if (operator === 'In' || operator === 'NotIn') {
      if (!many)
        errors.push(required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (many)
        errors.push({
          reason: 'FieldValueForbidden',
          field: `${at}.values`,
          message: "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        });
    } else if (operator === 'Gt' || operator === 'Lt') {
      if (many !== 1)
        errors.push(
          required(`${at}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'"),
        );
    } else if (!operators.includes(operator))
      errors.push(invalid(`${at}.operator`, operator ?? '', 'not a valid selector operator'));
    errors.push(...qualifiedName(String(key ?? '')).map((error) => invalid(`${at}.key`, key ?? '', error)));
    return errors;
  });
}

function validateAffinity(affinity: Json, field: string): FieldError[] {
  const node = affinity?.nodeAffinity;
  if (!isRecord(node)) return [];
  const at = `${field}.nodeAffinity`;
  const errors: FieldError[] = [];
  const must = node.requiredDuringSchedulingIgnoredDuringExecution;
  if (isRecord(must)) {
    const terms = `${at}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
    if (!list(must.nodeSelectorTerms).length)
      errors.push(required(terms, 'must have at least one node selector term'));
    for (const [index, term] of list(must.nodeSelectorTerms).entries())
      errors.push(...validateExpressions(term?.matchExpressions, `${terms}[${index}].matchExpressions`));
  }
  for (const [index, term] of list(node.preferredDuringSchedulingIgnoredDuringExecution).entries()) {
    const one = `${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
    const weight = term?.weight;
    if (!Number.isInteger(weight) || weight < 1 || weight > 100)
      errors.push(invalid(`${one}.weight`, weight ?? 0, 'must be in the range 1-100'));
    errors.push(
      ...validateExpressions(term?.preference?.matchExpressions, `${one}.preference.matchExpressions`),
    );
  }
  return errors;
}

/** The rules of a pod's spec, in the order in which the server checks them (pkg/apis/core/validation/validation.go). */
export function validatePodSpec(spec: Json, field: string): FieldError[] {
  const errors: FieldError[] = [];
  const volumes = new Set<string>();
  for (const [index, volume] of list(spec?.volumes).entries()) {
    const at = `${field}.volumes[${index}].name`;
    const name = volume?.name;
    const [, second] = isRecord(volume) ? Object.keys(volume).filter((key) => key !== 'name') : [];
    if (second)
      errors.push(
        forbiddenField(`${field}.volumes[${index}].${second}`, 'may not specify more than 1 volume type'),
      );
    if (!name) errors.push(required(at));
    else {
      errors.push(...dnsLabel(String(name)).map((error) => invalid(at, name, error)));
      if (volumes.has(name)) errors.push(duplicate(at, name));
      volumes.add(name);
    }
  }
  const containers = list(spec?.containers);
  const names = new Set<string>();
  if (!containers.length) errors.push(required(`${field}.containers`));
  for (const [index, container] of containers.entries())
    errors.push(...validateContainer(container, `${field}.containers[${index}]`, names, volumes));
  for (const [index, container] of list(spec?.initContainers).entries())
    errors.push(...validateContainer(container, `${field}.initContainers[${index}]`, names, volumes));
  if (!['Always', 'OnFailure', 'Never'].includes(spec?.restartPolicy))
    errors.push(
      notSupported(`${field}.restartPolicy`, spec?.restartPolicy, ['Always', 'OnFailure', 'Never']),
    );
  if (spec?.dnsPolicy && !dnsPolicies.includes(spec.dnsPolicy))
    errors.push(notSupported(`${field}.dnsPolicy`, spec.dnsPolicy, dnsPolicies));
  const { activeDeadlineSeconds: deadline, hostname, serviceAccountName } = spec ?? {};
  if (typeof deadline === 'number' && (deadline < 1 || deadline > 2_147_483_647))
    errors.push(
      invalid(`${field}.activeDeadlineSeconds`, deadline, 'must be between 1 and 2147483647, inclusive'),
    );
  if (serviceAccountName)
    errors.push(
      ...dnsSubdomain(serviceAccountName).map((error) =>
        invalid(`${field}.serviceAccountName`, serviceAccountName, error),
      ),
    );
  if (hostname)
    errors.push(...dnsLabel(hostname).map((error) => invalid(`${field}.hostname`, hostname, error)));
  for (const [index, one] of list(spec?.tolerations).entries())
    if (one?.operator && !['Equal', 'Exists'].includes(one.operator))
      errors.push(notSupported(`${field}.tolerations[${index}].operator`, one.operator, ['Equal', 'Exists']));
  errors.push(...validateLabels(spec?.nodeSelector, `${field}.nodeSelector`));
  errors.push(...validateAffinity(spec?.affinity, `${field}.affinity`));
  return errors;
}
