import { catalogueOf } from '../../istio/choices/catalogue.ts';
import type { ChosenRelease } from '../../istio/choices/chosen-release.ts';
import { kubectlName, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { shellLine } from '../shell-line.ts';
import type { StepId } from '../step-id.ts';

export { type ChoiceSpec, type Utility, utilities } from '../../istio/choices/choice-spec.ts';
export { type MutualTls, mutualTlsModes, type Wish } from '../../istio/choices/select.ts';

/** What was chosen, and what each answer means: for services outside of the mesh, and for what was left out. */
export function choiceMessages(release: ChosenRelease): Message[] {
  const { version, selection } = release;
  const { mtls, leftOut } = selection;
  const messages: Message[] = [{ key: `choice.mtls.${mtls}` }];
  // Since 1.5 sidecars find out by themselves who has a sidecar.
  if (mtls === 'strict' && catalogueOf(version).certificates)
    messages.push({ key: 'choice.mtls.strict-old' });
  if (leftOut.length === 0) messages.push({ key: 'choice.all' });
  for (const { id, without, because } of leftOut) {
    const values = { component: id, why: without };
    messages.push(
      because === undefined
        ? { key: 'choice.left-out', values }
        : { key: 'choice.left-out-because', values: { ...values, needed: because } },
    );
  }
  return [...messages, ...sourceMessages(release)];
}

/** The second question: where the objects come from, with the commands that rendered them. */
function sourceMessages({ version, directory, source }: ChosenRelease): Message[] {
  if (source.kind !== 'rendered') {
    const own = { key: 'choice.via.own', values: { version } } as const;
    return [{ key: 'choice.via.manifests', values: { source: source.kind === 'own' ? own : directory } }];
  }
  const { by, commands, hooks, version: tool } = source.rendering;
  const names = hooks.map((hook) => kubectlName(refOf(hook))).join(', ');
  return [
    ...commands.map(
      (words): Message => ({ key: `choice.via.${by}`, values: { tool, command: shellLine(words) } }),
    ),
    ...(names ? [{ key: 'choice.hooks', values: { names } } as const] : []),
  ];
}

/** Steps that have nothing to work with where these components are left out. */
const stepsWith: Record<string, readonly StepId[]> = {
  'sidecar-injector': ['injection', 'bookinfo', 'gateway'],
  ingressgateway: ['gateway'],
};

export function stepsLeftOut(release: ChosenRelease | undefined): Set<StepId> {
  return new Set(release?.selection.leftOut.flatMap(({ id }) => stepsWith[id] ?? []));
}

/** Whether this installation has proxies before any application does. */
export function hasGateways(release: ChosenRelease | undefined): boolean {
  const { included } = release?.selection ?? {};
  return !included || included.some((id) => id === 'ingressgateway' || id === 'egressgateway');
}
