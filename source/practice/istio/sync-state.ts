export const types = ['cluster', 'endpoint', 'listener', 'route'] as const;
export type XdsType = (typeof types)[number];

/** What pilot remembers of one connected proxy: the nonce of the last push of each type, and of the last that was acknowledged. */
export class SyncState {
  readonly proxy: string;
  readonly sent: Partial<Record<XdsType, string>> = {};
  readonly acked: Partial<Record<XdsType, string>> = {};

  constructor(proxy: string) {
    this.proxy = proxy;
  }

  get isWarm(): boolean {
    return this.acked.cluster !== undefined && this.acked.listener !== undefined;
  }

  /** One entry of /debug/syncz: what is empty is left out (pilot/pkg/proxy/envoy/v2/debug.go). */
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
