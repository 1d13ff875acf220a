import type { KubernetesObject } from '../../kubernetes/object.ts';
import { galleyName } from '../names.ts';
import { podTemplateOf } from '../sidecar/pod-template.ts';

/**
 * The object as it must be where these components are left out: nothing that stays may wait for what never comes. The 1.1 chart does
 * the same by mixer.policy.enabled, mixer.telemetry.enabled and global.useMCP. Pure; an object that says nothing of them is returned as
 * it is.
 */
export function adjust(object: KubernetesObject, leftOut: ReadonlySet<string>): KubernetesObject {
  if (
    object.kind === 'ConfigMap' &&
    object.metadata.name === 'istio' &&
    typeof object.data?.mesh === 'string'
  ) {
    const mesh = meshWithout(object.data.mesh, leftOut);
    return mesh === object.data.mesh ? object : { ...object, data: { ...object.data, mesh } };
  }
  return leftOut.has('galley') && podTemplateOf(object) ? withoutGalley(object) : object;
}

/** Edited line by line: it is a text, and whoever compares it with the release's sees what is gone and nothing else. */
function meshWithout(mesh: string, leftOut: ReadonlySet<string>): string {
  let text = mesh;
  // Asked before every request: proxies that cannot ask let nothing pass.
  if (leftOut.has('policy'))
    text = withoutLine(text, 'mixerCheckServer').replace(
      /^disablePolicyChecks:.*$/m,
      'disablePolicyChecks: true',
    );
  if (leftOut.has('telemetry')) text = withoutLine(text, 'mixerReportServer');
  if (leftOut.has('ingressgateway')) text = withoutLine(text, 'ingressService');
  // Pilot then reads Istio's configuration from the API server itself.
  if (leftOut.has('galley')) text = withoutBlock(text, 'configSources');
  return text;
}

const withoutLine = (text: string, key: string) => text.replace(new RegExp(`^${key}:[^\\n]*\\n?`, 'm'), '');

/** A key at the beginning of a line, and the lines below that are indented or items of its list. */
function withoutBlock(text: string, key: string): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (first < 0) return text;
  const after = lines.findIndex((line, index) => index > first && !/^[ -]/.test(line));
  return [...lines.slice(0, first), ...(after < 0 ? [] : lines.slice(after))].join('\n');
}

const fromGalley = new RegExp(`^--configStoreURL=mcps?://${galleyName}\\.`);

/** Mixer reads its configuration from the API server itself. */
function withoutGalley(object: KubernetesObject): KubernetesObject {
  const asks = (args: unknown): args is string[] =>
    Array.isArray(args) && args.some((arg) => fromGalley.test(String(arg)));
  const containers: { args?: unknown }[] = podTemplateOf(object)?.spec.containers ?? [];
  if (!containers.some(({ args }) => asks(args))) return object;
  const copy = structuredClone(object);
  const withoutIt = (arg: unknown) => (fromGalley.test(String(arg)) ? '--configStoreURL=k8s://' : arg);
  for (const container of podTemplateOf(copy)?.spec.containers ?? [])
    if (asks(container.args)) container.args = (container.args as unknown[]).map(withoutIt);
  return copy;
}
