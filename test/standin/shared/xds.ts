/**
 * What pilot and a proxy say to each other on port 15010. The real ones speak gRPC; nobody but the two of them
 * sees that, so here it is one JSON value a line, with xDS's own types, nonces and acknowledgements.
 */
export const TYPES = ['CDS', 'EDS', 'LDS', 'RDS'] as const;
export type XdsType = (typeof TYPES)[number];

export interface Endpoint {
  address: string;
  port: number;
}
export interface Listener {
  port: number;
}
export interface Route {
  match: { exact?: string; prefix?: string; regex?: string };
  clusters: { name: string; weight: number }[];
  rewrite?: string;
  redirect?: string;
}
export interface VirtualHost {
  domains: string[];
  routes: Route[];
}
export interface Resources {
  CDS: string[];
  EDS: Record<string, Endpoint[]>;
  LDS: Listener[];
  RDS: Record<number, VirtualHost[]>;
}

/** Proxy to pilot. */
export type ToPilot =
  | { say: 'node'; id: string; version: string }
  | { say: 'ack'; type: XdsType; nonce: string };

/** Pilot to proxy. `hold` is the planted fault: take it, but never acknowledge it. */
export interface Push {
  type: XdsType;
  nonce: string;
  hold: boolean;
  resources: Resources[XdsType];
}
