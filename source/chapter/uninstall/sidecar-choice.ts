/** What becomes of workloads of others that run with a sidecar when the mesh goes. */
export const sidecarChoices = ['restart', 'leave'] as const;
export type SidecarChoice = (typeof sidecarChoices)[number];
