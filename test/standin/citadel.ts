import { Authority } from './citadel/authority.ts';
import { Issuer } from './citadel/issuer.ts';
import { customNames, dnsNames } from './citadel/names.ts';
import { CA_SECRET, caSecret, rootOf, type Secret } from './citadel/secrets.ts';
import { readFlags } from './shared/flags.ts';
import { ApiError, call, setProgram } from './shared/kubernetes.ts';
import { logger } from './shared/log.ts';
import { serveMonitoring } from './shared/monitoring.ts';
import { untilItWorks } from './shared/retry.ts';
import { listen } from './shared/tcp.ts';

const log = logger();

export async function citadel(args: string[]): Promise<void> {
  setProgram('istio_ca');
  const { flags } = readFlags(args);
  const namespace = flags.get('citadel-storage-namespace') ?? 'istio-system';
  const custom = flags.get('custom-dns-names') ?? '';
  if (flags.has('grpc-hostname')) {
    process.stdout.write(
      'Flag --grpc-hostname has been deprecated, please use --grpc-host-identities instead\n',
    );
  }
  log.info(`The custom-defined DNS name list is [${custom.replaceAll(',', ' ')}]`);
  log.info('Use self-signed certificate as the CA certificate');
  const authority = await untilItWorks(
    () => loadAuthority(namespace),
    (error) => log.error(`Failed to create a self-signed Citadel (error: ${error.message})`),
  );
  log.info('Creating Kubernetes controller to write issued keys and certs into secret ...');
  const names = customNames(custom);
  new Issuer(authority, namespace, (of, account) => dnsNames(of, account, namespace, names));
  log.info('adding registry entry "k8s.cluster.local" -> "k8s.cluster.local"');
  log.info('added client certificate authenticator');
  log.info('added K8s JWT authenticator');
  await serveMonitoring(Number(flags.get('monitoring-port') ?? 15014));
  log.info('Citadel monitor has started.');
  log.info('Citadel has started');
  log.info('Monitor server started.');
  const port = Number(flags.get('grpc-port') ?? 8060);
  await listen(port);
  log.info(`Starting GRPC server on port ${port}`);
}

/** The CA outlives citadel: a restart must go on with the pair that is in the cluster. */
async function loadAuthority(namespace: string): Promise<Authority> {
  const path = `/api/v1/namespaces/${namespace}/secrets`;
  try {
    const authority = Authority.existing(rootOf(await call<Secret>('GET', `${path}/${CA_SECRET}`)));
    log.info(`Load signing key and cert from existing secret ${namespace}:${CA_SECRET}`);
    return authority;
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 404)) throw error;
    log.info(`Failed to get secret (error: ${error.message}), will create one`);
  }
  const authority = await Authority.selfSigned();
  await call('POST', path, caSecret(namespace, authority.root));
  return authority;
}
