/** What the suite makes is all in one namespace, and of one group. */
export const namespace = 'practice-contract';
export const group = 'practice-contract.example.com';
export const root = `/api/v1/namespaces/${namespace}`;
export const configMaps = `${root}/configmaps`;
export const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
