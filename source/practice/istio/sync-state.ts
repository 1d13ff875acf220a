import type { Json } from '../object.ts';

const types = ['cluster', 'endpoint', 'listener', 'route'] as const;
export type XdsType = (typeof types)[number];

const typeUrls: Record<XdsType, string> = {
  cluster: 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
  endpoint: 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
  listener: 'type.googleapis.com/envoy.config.listener.v3.Listener',
  route: 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration',
};

/** What pilot remembers of one connected proxy: the nonce of the last push of each type, and of the last that was acknowledged. */
export class SyncState {
  readonly proxy: string;
  readonly sent: Partial<Record<XdsType, string>> = {};
  readonly acked: Partial<Record<XdsType, string>> = {};
  /** When each was sent, in the cluster's milliseconds. */
  readonly sentAt: Partial<Record<XdsType, number>> = {};

  constructor(proxy: string) {
    this.proxy = proxy;
  }

  get isWarm(): boolean {
    return this.acked.cluster !== undefined && this.acked.listener !== undefined;
  }

  /** One entry since 1.30, which also tells when (pilot/pkg/xds/debug.go). */
  since130(isGateway: boolean, version: string): Json {
    const order = ['cluster', 'listener', 'route', 'endpoint'] as const;
    const nonces = order.flatMap((type) => [
      [`${type}_sent`, this.sent[type]],
      [`${type}_acked`, this.acked[type]],
    ]);
    const resources = order.map((type) => [
      typeUrls[type],
      {
        ...(this.sent[type] ? { sent: this.sent[type] } : {}),
        ...(this.acked[type] ? { acked: this.acked[type] } : {}),
        sentTime: this.sent[type] ? new Date(this.sentAt[type] ?? 0).toISOString() : '0001-01-01T00:00:00Z',
      },
    ]);
    return {
      cluster_id: 'Kubernetes',
      proxy: this.proxy,
      proxy_type: isGateway ? 'router' : 'sidecar',
      istio_version: version,
      ...Object.fromEntries(nonces.filter(([, nonce]) => nonce)),
      resources: Object.fromEntries(resources),
    };
  }

  /** One entry of /debug/syncz in 1.1.0: what is empty is left out (pilot/pkg/proxy/envoy/v2/debug.go). */
  get json(): Record<string, string | number> {
    const order = ['cluster', 'listener', 'route', 'endpoint'] as const;
    const nonces = order.flatMap((type) => [
      [`${type}_sent`, this.sent[type]],
      [`${type}_acked`, this.acked[type]],
    ]);
    return {
      proxy: this.proxy,
      proxy_version: '1.1.0',
      ...Object.fromEntries(nonces.filter(([, nonce]) => nonce)),
      ...(this.acked.endpoint ? { endpoint_percent: 100 } : {}),
    };
  }
}
