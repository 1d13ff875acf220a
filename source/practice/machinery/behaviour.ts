import type { Profile } from '../kinds/built-in.ts';

/** What differs between the versions of Kubernetes that are played, beyond the kinds they serve. */
export interface Behaviour {
  profile: Profile;
  /** Since 1.16: apply patches, and managedFields on everything. */
  serverSideApply: boolean;
}
