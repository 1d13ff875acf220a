import { supportOf } from '../../istio/release/supported.ts';
import type { Message } from '../../language/message.ts';
import type { CheckCategory, CheckResult } from '../check-result.ts';
import type { CheckInput } from './input.ts';
import { unread } from './unread.ts';

/** Checks of the API server: the version, what it serves, what we may do, and where. */
export function clusterChecks(input: CheckInput): CheckCategory {
  return {
    id: 'cluster',
    title: { key: 'check.cluster' },
    checks: [
      reachable(input),
      release(input),
      version(input),
      served(input),
      access(input),
      application(input),
    ],
  };
}

function reachable({ context, server }: CheckInput): CheckResult {
  const message: Message = { key: 'check.reachable.pass', values: { context, server } };
  return { id: 'cluster.reachable', title: { key: 'check.reachable' }, result: 'pass', message };
}

/** Which release is meant, and who says so. */
function release({ istioVersion, serverVersion, fitted, unfit }: CheckInput): CheckResult {
  const check = { id: 'cluster.release', title: { key: 'check.release' } } as const;
  if (!istioVersion)
    return {
      ...check,
      result: 'fail',
      message: unfit ?? { key: 'run.no-release' },
      hint: { key: 'check.release.hint' },
    };
  const values = { release: istioVersion, version: serverVersion };
  return {
    ...check,
    result: 'pass',
    message: { key: fitted ? 'check.release.fitting' : 'check.release.named', values },
  };
}

function version({ serverVersion, istioVersion }: CheckInput): CheckResult {
  const check = { id: 'cluster.version', title: { key: 'check.version' } } as const;
  if (!istioVersion) {
    return {
      ...check,
      result: 'pass',
      message: { key: 'check.version.only', values: { version: serverVersion } },
    };
  }
  const { support, message } = supportOf(istioVersion, serverVersion);
  if (support === 'refused')
    return { ...check, result: 'fail', message, hint: { key: 'check.version.hint' } };
  return { ...check, result: support === 'unknown' || support === 'untried' ? 'warn' : 'pass', message };
}

function served({ notServed }: CheckInput): CheckResult {
  const check = { id: 'cluster.served', title: { key: 'check.served' } } as const;
  if (notServed.length === 0) return { ...check, result: 'pass', message: { key: 'check.served.pass' } };
  const message: Message = { key: 'check.served.fail', values: { kinds: notServed.join(', ') } };
  return { ...check, result: 'fail', message, hint: { key: 'check.served.hint' } };
}

function access({ denied }: CheckInput): CheckResult {
  const check = { id: 'cluster.access', title: { key: 'check.access' } } as const;
  if (denied.length === 0) return { ...check, result: 'pass', message: { key: 'check.access.pass' } };
  const message: Message = { key: 'check.access.fail', values: { what: inWords(denied).join(', ') } };
  return { ...check, result: 'fail', message, hint: { key: 'check.access.hint' } };
}

/** `create/patch/delete services (istio-system)`: one entry for each resource, or who has few rights gets a page of them. */
function inWords(denied: CheckInput['denied']): string[] {
  const verbs = new Map<string, string[]>();
  for (const { verb, group, resource, namespace } of denied) {
    const name = `${group ? `${resource}.${group}` : resource}${namespace ? ` (${namespace})` : ''}`;
    verbs.set(name, [...(verbs.get(name) ?? []), verb]);
  }
  return [...verbs].map(([name, all]) => `${all.join('/')} ${name}`);
}

/** Only the fifth step needs it; to hear of it then would be to hear of it late. */
function application(input: CheckInput): CheckResult {
  const { namespace, namespaces } = input;
  const check = { id: 'cluster.namespace', title: { key: 'check.namespace' } } as const;
  const unknown = unread(check, input, 'namespaces');
  if (unknown) return unknown;
  const values = { namespace };
  if (namespaces.some(({ metadata }) => metadata.name === namespace))
    return { ...check, result: 'pass', message: { key: 'check.namespace.pass', values } };
  return {
    ...check,
    result: 'fail',
    message: { key: 'check.namespace.fail', values },
    hint: { key: 'check.namespace.hint', values },
  };
}
