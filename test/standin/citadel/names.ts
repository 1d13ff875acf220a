/** The service accounts whose certificates the API server must accept: they serve webhooks. */
const WEBHOOKS: Record<string, string> = {
  'istio-sidecar-injector-service-account': 'istio-sidecar-injector',
  'istio-galley-service-account': 'istio-galley',
};

/** `--custom-dns-names=account.namespace:name[,account.namespace:name]` */
export function customNames(flag: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const entry of flag.split(',').filter(Boolean)) {
    const [account = '', name = ''] = entry.split(':');
    names.set(account, [...(names.get(account) ?? []), name]);
  }
  return names;
}

export function dnsNames(
  namespace: string,
  account: string,
  own: string,
  custom: Map<string, string[]>,
): string[] {
  const service = namespace === own ? WEBHOOKS[account] : undefined;
  const webhook = service ? [`${service}.${own}.svc`, `${service}.${own}`] : [];
  return [...webhook, ...(custom.get(`${account}.${namespace}`) ?? [])];
}
