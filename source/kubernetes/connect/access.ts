import type { Api } from '../api.ts';
import { limit } from '../limit.ts';

/** One thing that we want to be allowed to do. `namespace` is absent for the whole cluster. */
export interface Access {
  verb: string;
  group: string;
  /** Plural; a subresource behind a slash: `pods/log`. */
  resource: string;
  namespace?: string;
}

interface SelfSubjectAccessReview {
  status?: { allowed?: boolean; denied?: boolean; reason?: string; evaluationError?: string };
}

/** Asks the API server itself (authorization.k8s.io SelfSubjectAccessReview) and returns what is not allowed. */
export async function deniedAccess(
  api: Api,
  wanted: readonly Access[],
  signal?: AbortSignal,
): Promise<Access[]> {
  const turn = limit(8);
  // A user who may do everything is not asked about each right.
  if (await isAllowed(api, { verb: '*', group: '*', resource: '*' }, signal)) return [];
  const answers = await Promise.all(wanted.map((access) => turn(() => isAllowed(api, access, signal))));
  return wanted.filter((_, index) => !answers[index]);
}

async function isAllowed(
  api: Api,
  { verb, group, resource, namespace }: Access,
  signal?: AbortSignal,
): Promise<boolean> {
  const [name, subresource] = resource.split('/');
  const review = await api.create<SelfSubjectAccessReview>({
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { verb, group, resource: name, subresource, namespace } },
    },
    signal,
  });
  return review.status?.allowed === true;
}
