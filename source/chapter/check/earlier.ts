import { systemNamespace } from '../../istio/names.ts';
import { installedVersion, otherPilots } from '../../istio/release/installed.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { CheckCategory, CheckResult } from '../check-result.ts';
import { shellLine } from '../shell-line.ts';
import type { CheckInput, WebhookBackend } from './input.ts';
import { unread, webhookConfigurations } from './unread.ts';

/** Checks of what is there already: another Istio, namespaces that are going, webhooks with nothing behind them. */
export function earlierChecks(input: CheckInput): CheckCategory {
  const checks = [installed(input), selectors(input), terminating(input), webhooks(input)];
  return { id: 'earlier', title: { key: 'check.earlier' }, checks };
}

function installed(input: CheckInput): CheckResult {
  const { deployments, pilots, istioVersion } = input;
  const check = { id: 'earlier.istio', title: { key: 'check.earlier.istio' } } as const;
  const hint = { key: 'check.earlier.istio.hint' } as const;
  const elsewhere = (pilots ?? []).filter((pilot) => pilot.metadata.namespace !== systemNamespace);
  if (elsewhere.length > 0) {
    const values = { names: otherPilots(elsewhere, istioVersion ?? '').join(', ') };
    return { ...check, result: 'fail', message: { key: 'check.earlier.istio.elsewhere', values }, hint };
  }
  const unknown = unread(check, input, 'deployments');
  if (unknown) return unknown;
  const version = installedVersion(deployments);
  if (!version && !pilots) {
    const values = { resource: 'deployments' };
    return {
      ...check,
      result: 'warn',
      message: { key: 'check.unread', values },
      hint: { key: 'check.access.hint' },
    };
  }
  if (!version) return { ...check, result: 'pass', message: { key: 'check.earlier.istio.none' } };
  const values = { version, wanted: istioVersion ?? '' };
  if (!istioVersion || version === istioVersion) {
    return { ...check, result: 'pass', message: { key: 'check.earlier.istio.same', values } };
  }
  return { ...check, result: 'fail', message: { key: 'check.earlier.istio.other', values }, hint };
}

/** An edition of the same release with other labels, ours over the official one: the server would refuse each of these. */
function selectors({ otherSelectors: names }: CheckInput): CheckResult {
  const check = { id: 'earlier.selectors', title: { key: 'check.earlier.selectors' } } as const;
  if (names.length === 0)
    return { ...check, result: 'pass', message: { key: 'check.earlier.selectors.none' } };
  return {
    ...check,
    result: 'fail',
    message: { key: 'check.earlier.selectors.some', values: { names: names.join(', ') } },
    hint: { key: 'check.earlier.selectors.hint' },
  };
}

function terminating(input: CheckInput): CheckResult {
  const { namespaces, namespace } = input;
  const check = { id: 'earlier.terminating', title: { key: 'check.earlier.terminating' } } as const;
  const unknown = unread(check, input, 'namespaces');
  if (unknown) return unknown;
  const isGoing = (one: KubernetesObject) =>
    one.status?.phase === 'Terminating' || one.metadata.deletionTimestamp;
  const going = namespaces.filter(isGoing).map((one) => one.metadata.name);
  if (going.length === 0)
    return { ...check, result: 'pass', message: { key: 'check.earlier.terminating.none' } };
  const ours = going.some((name) => name === systemNamespace || name === namespace);
  const values = { names: going.join(', ') };
  const hint = { key: 'check.earlier.terminating.hint' } as const;
  return {
    ...check,
    result: ours ? 'fail' : 'warn',
    message: { key: 'check.earlier.terminating.some', values },
    hint,
  };
}

/** Refuses every object that it should judge, because nobody is there to judge. */
const isDead = ({ failurePolicy, backend }: WebhookBackend) =>
  failurePolicy === 'Fail' && backend !== 'ready';
/** The Service itself is gone: no pod will come back to answer. */
const isOrphan = ({ kind, service, backend }: WebhookBackend) =>
  kind === 'ValidatingWebhookConfiguration' &&
  service.namespace === systemNamespace &&
  backend === 'no-service';

function webhooks(input: CheckInput): CheckResult {
  const check = { id: 'earlier.webhooks', title: { key: 'check.earlier.webhooks' } } as const;
  const unknown = unread(check, input, webhookConfigurations);
  if (unknown) return unknown;
  const dead = input.webhooks.filter(isDead);
  if (dead.length === 0) return { ...check, result: 'pass', message: { key: 'check.earlier.webhooks.none' } };
  const names = [
    ...new Set(dead.map((one) => `${one.configuration} (${one.service.namespace}/${one.service.name})`)),
  ];
  const orphan = dead.find(isOrphan);
  const message = { key: 'check.earlier.webhooks.some', values: { names: names.join(', ') } } as const;
  if (!orphan) return { ...check, result: 'warn', message, hint: { key: 'check.earlier.webhooks.wait' } };
  const command = shellLine(['kubectl', 'delete', orphan.kind.toLowerCase(), orphan.configuration]);
  return {
    ...check,
    result: 'fail',
    message,
    hint: { key: 'check.earlier.webhooks.hint', values: { command } },
  };
}
