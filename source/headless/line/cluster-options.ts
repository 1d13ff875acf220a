import { mutualTlsModes, utilities } from '../../chapter/choose/choices.ts';
import type { ClusterOptions, Parsed } from './command-line.ts';
import { parseDuration } from './duration.ts';
import { spelled } from './flags.ts';
import { practiceInside } from './practice-line.ts';
import { oneOf, text, Wrong } from './wrong.ts';

/** Which cluster, which release, and what of it. Throws Wrong. */
export function clusterOptions(given: Parsed['flags']): ClusterOptions {
  const timeout = text(given.timeout);
  const timeoutSeconds = timeout === undefined ? undefined : parseDuration(timeout);
  if (timeout !== undefined && timeoutSeconds === undefined) {
    throw new Wrong({ key: 'usage.bad-timeout', values: { value: timeout } });
  }
  const namespace = text(given.namespace) ?? 'default';
  if (namespace.length > 63 || !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(namespace)) {
    throw new Wrong({ key: 'usage.bad-namespace', values: { value: namespace } });
  }
  const practice = practiceInside(given);
  return {
    kubeconfig: text(given.kubeconfig),
    context: text(given.context),
    namespace,
    release: text(given.release),
    ...wishOf(given),
    ...utilityOf(given),
    timeoutSeconds,
    readOnly: given.readOnly === true,
    ...(practice ? { practice } : {}),
    ...(given.lesson === undefined ? {} : { lesson: text(given.lesson) }),
  };
}

/** `--without a,b --without c`; the names are held against the release when it is open. */
function wishOf(given: Parsed['flags']): Pick<ClusterOptions, 'wish'> {
  const mode = text(given.mtls);
  const mtls = mode === undefined ? undefined : oneOf('--mtls', mode, mutualTlsModes);
  const [including, excluding] = [listOf(given.with), listOf(given.without)];
  if (!mtls && including.length === 0 && excluding.length === 0) return {};
  return { wish: { mtls, with: including, without: excluding } };
}

/** How it is rendered; what only a tool understands is no use without one. */
function utilityOf(
  given: Parsed['flags'],
): Pick<ClusterOptions, 'via' | 'set' | 'setString' | 'helm' | 'istioctl'> {
  const value = text(given.via);
  const via = value === undefined ? undefined : oneOf('--via', value, utilities);
  const wants = { set: ['helm', 'istioctl'], setString: ['helm'], helm: ['helm'], istioctl: ['istioctl'] };
  for (const [name, vias] of Object.entries(wants))
    if (given[name] !== undefined && !vias.includes(via ?? '')) {
      const values = { flag: spelled(name), needed: vias.map((one) => `--via ${one}`).join(' / ') };
      throw new Wrong({ key: 'usage.only-via', values });
    }
  const assignments = (name: 'set' | 'setString') => {
    const list = [given[name] ?? []].flat().map(String);
    const bad = list.find((one) => !/^[^=]+=/.test(one));
    if (bad !== undefined)
      throw new Wrong({ key: 'usage.bad-set', values: { flag: spelled(name), value: bad } });
    return list.length > 0 ? { [name]: list } : {};
  };
  const { helm, istioctl } = { helm: text(given.helm), istioctl: text(given.istioctl) };
  return {
    ...(via ? { via } : {}),
    ...assignments('set'),
    ...assignments('setString'),
    ...(helm ? { helm } : {}),
    ...(istioctl ? { istioctl } : {}),
  };
}

/** Names with commas between them, or the flag again and again. */
export function listOf(value: unknown): string[] {
  const given = Array.isArray(value) ? value.map(String) : [];
  return given.flatMap((names) => names.split(',')).map((name) => name.trim());
}
