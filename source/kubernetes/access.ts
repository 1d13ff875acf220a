import type { Api } from './api.ts';

/** One thing that we want to be allowed to do. `namespace` is absent for the whole cluster. */
export interface Access {
  verb: string;
  group: string;
  resource: string;
  namespace?: string;
}

interface SelfSubjectAccessReview {
  status?: { allowed?: boolean; denied?: boolean; reason?: string; evaluationError?: string };
}

/** Asks the API server itself (authorization.k8s.io SelfSubjectAccessReview) and returns what is not allowed. */
export async function deniedAccess(api: Api, wanted: Access[], signal?: AbortSignal): Promise<Access[]> {
  const answers = await Promise.all(
    wanted.map(({ verb, group, resource, namespace }) =>
      api.create<SelfSubjectAccessReview>({
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes: { verb, group, resource, namespace } },
        },
        signal,
      }),
    ),
  );
  return wanted.filter((_, index) => !answers[index]?.status?.allowed);
}
