import type { KubernetesObject } from '../shared/kubernetes.ts';

export type Pod = KubernetesObject;
export interface Service extends KubernetesObject {
  spec: { ports?: { name?: string; port: number }[] };
}
export interface Endpoints extends KubernetesObject {
  subsets?: { addresses?: { ip: string }[]; ports?: { name?: string; port: number }[] }[];
}
export interface Gateway extends KubernetesObject {
  spec?: {
    selector?: Record<string, string>;
    servers?: { port?: { number?: number; protocol?: string }; hosts?: string[] }[];
  };
}
export interface VirtualService extends KubernetesObject {
  spec?: { hosts?: string[]; gateways?: string[]; http?: HttpRoute[] };
}
export interface HttpRoute {
  match?: { uri?: { exact?: string; prefix?: string; regex?: string } }[];
  route?: {
    destination: { host: string; subset?: string; port?: { number?: number } };
    weight?: number;
  }[];
  rewrite?: { uri?: string };
  redirect?: { uri?: string };
}
