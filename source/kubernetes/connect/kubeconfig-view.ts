import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';

/** What client-go tells an exec plugin in KUBERNETES_EXEC_INFO (client-go plugin/pkg/client/auth/exec/exec.go, refreshCredsLocked). */
function execInfo(user: User, cluster: Cluster | null): string {
  const { apiVersion = 'client.authentication.k8s.io/v1', provideClusterInfo } = user.exec ?? {};
  // The screen is ours, so a plugin must not ask questions on it.
  const spec: Record<string, unknown> = { interactive: false };
  if (provideClusterInfo && cluster) {
    spec.cluster = {
      server: cluster.server,
      'tls-server-name': cluster.tlsServerName,
      'insecure-skip-tls-verify': cluster.skipTLSVerify,
      'certificate-authority-data': cluster.caData,
      'proxy-url': cluster.proxyUrl,
    };
  }
  return JSON.stringify({ apiVersion, kind: 'ExecCredential', spec });
}

/**
 * The same KubeConfig without two of the library's gaps: it refuses every `http://` server (kubectl proxy is one) unless told
 * not to verify the TLS that is not there, and it does not tell exec plugins what they are run for.
 */
export function viewOf(config: KubeConfig): KubeConfig {
  const view: KubeConfig = Object.create(config);
  view.getCurrentCluster = () => {
    const cluster = config.getCurrentCluster();
    return cluster?.server.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster;
  };
  view.getCurrentUser = () => {
    const user = config.getCurrentUser();
    if (!user?.exec) return user;
    const info = { name: 'KUBERNETES_EXEC_INFO', value: execInfo(user, config.getCurrentCluster()) };
    return { ...user, exec: { ...user.exec, env: [...(user.exec.env ?? []), info] } };
  };
  return view;
}
