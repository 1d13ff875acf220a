import type { ManifestRequests, Requests } from '../../istio/pods/requests.ts';
import type { Access } from '../../kubernetes/connect/access.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';

/** Everything that the readiness checks judge, gathered beforehand, so that judging is a pure function. */
export interface CheckInput {
  context: string;
  server: string;
  /** `v1.20.2` */
  serverVersion: string;
  /** `1.1.0`; undefined where there is none for this server. Then only the cluster itself is checked. */
  istioVersion: string | undefined;
  /** Whether that was chosen by the server's version; else somebody has named it. */
  fitted: boolean;
  /** Why there is none. */
  unfit: Message | undefined;
  namespace: string;
  nodes: readonly KubernetesObject[];
  /** By node name: what pods other than those of an Istio that is already here have requested. Undefined if we may not know. */
  requested: ReadonlyMap<string, { cpu: number; memory: number }> | undefined;
  /** What the manifests ask for. */
  needs: ManifestRequests | undefined;
  /** What the sidecars of Bookinfo will ask for beside that, all together; undefined where nothing says it. */
  sidecars?: (Requests & { count: number }) | undefined;
  /** Kinds that the manifests need and this server does not serve: `Deployment in extensions/v1beta1`. */
  notServed: readonly string[];
  /** What would be written or read and is not allowed. */
  denied: readonly Access[];
  /** Resources that could not be listed, so that their lists here are empty: `nodes`. */
  unread: readonly string[];
  namespaces: readonly KubernetesObject[];
  /** Deployments of istio-system. */
  deployments: readonly KubernetesObject[];
  /** Deployments whose selector is another one than the manifests'; a selector can never change. */
  otherSelectors: readonly string[];
  /** Deployments of every pilot in every namespace; undefined where those may not be listed. */
  pilots: readonly KubernetesObject[] | undefined;
  webhooks: readonly WebhookBackend[];
}

/** A webhook and what stands behind it. */
export interface WebhookBackend {
  configuration: string;
  kind: 'MutatingWebhookConfiguration' | 'ValidatingWebhookConfiguration';
  webhook: string;
  service: { namespace: string; name: string };
  /** `Fail` refuses what it cannot ask about; `Ignore` lets it pass. */
  failurePolicy: string;
  backend: 'ready' | 'no-endpoints' | 'no-service';
}
