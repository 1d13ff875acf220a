/** What an image is made of, and what runs in it where the pod says no command. */
export interface Role {
  rootfs: 'node' | 'kubectl' | 'busybox' | 'proxy_init' | 'istiod' | 'proxy';
  entry: string[];
  /** Who runs it where the pod says nothing; root without. */
  user?: string;
}

const standin = (...args: string[]): Role => ({ rootfs: 'node', entry: ['/usr/local/bin/standin', ...args] });

/** By the last part of the image's name, without its tag. Programs that a pod or a person calls by path have that path. */
const ROLES: Record<string, Role> = {
  pilot: { rootfs: 'node', entry: ['/usr/local/bin/pilot-discovery'] },
  proxyv2: { rootfs: 'node', entry: ['/usr/local/bin/pilot-agent'] },
  galley: { rootfs: 'node', entry: ['/usr/local/bin/galley'] },
  sidecar_injector: { rootfs: 'node', entry: ['/usr/local/bin/sidecar-injector'] },
  citadel: standin('citadel'),
  mixer: standin('mixer'),
  grafana: standin('addon', 'grafana'),
  kiali: { rootfs: 'node', entry: ['/opt/kiali/kiali'] },
  prometheus: standin('addon', 'prometheus'),
  'all-in-one': standin('addon', 'jaeger'),
  kubectl: { rootfs: 'kubectl', entry: ['/usr/bin/kubectl'] },
  proxy_init: { rootfs: 'proxy_init', entry: ['/usr/local/bin/istio-iptables.sh'] },
  busybox: { rootfs: 'busybox', entry: ['/bin/sh'] },
};

/** Since Istio 1.5 the control plane is one program, and the real one can be had. */
const ROLES_TODAY: Record<string, Role> = {
  pilot: { rootfs: 'istiod', entry: ['/usr/local/bin/pilot-discovery'], user: '1337:1337' },
  proxyv2: { rootfs: 'proxy', entry: ['/usr/local/bin/pilot-agent'] },
};

export function roleOf(image: string): Role | undefined {
  const [name = '', tag = ''] = image.replace(/^.*\//, '').split(':');
  const minor = Number(/^1\.(\d+)\./.exec(tag)?.[1] ?? 0);
  if (minor >= 5 && ROLES_TODAY[name]) return ROLES_TODAY[name];
  const bookinfo = /^examples-bookinfo-((?:details|ratings|reviews|productpage)-v\d)$/.exec(name)?.[1];
  return bookinfo ? standin('bookinfo', bookinfo) : ROLES[name];
}
