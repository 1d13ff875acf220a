import type { Profile } from './built-in.ts';

/**
 * The order in which each version's discovery names its groups, and within a group its versions: what kubectl takes when a name
 * alone is given. Groups that only reviews live in are here too.
 */
const order: Record<Profile, Record<string, string[]>> = {
  chapter: {
    extensions: ['v1beta1'],
    apps: ['v1', 'v1beta2', 'v1beta1'],
    'events.k8s.io': ['v1beta1'],
    'authorization.k8s.io': ['v1', 'v1beta1'],
    autoscaling: ['v1', 'v2beta1', 'v2beta2'],
    batch: ['v1', 'v1beta1'],
    'networking.k8s.io': ['v1', 'v1beta1'],
    policy: ['v1beta1'],
    'rbac.authorization.k8s.io': ['v1', 'v1beta1'],
    'storage.k8s.io': ['v1', 'v1beta1'],
    'admissionregistration.k8s.io': ['v1beta1'],
    'apiextensions.k8s.io': ['v1beta1'],
    'scheduling.k8s.io': ['v1', 'v1beta1'],
    'coordination.k8s.io': ['v1', 'v1beta1'],
  },
  current: {
    apps: ['v1'],
    'events.k8s.io': ['v1'],
    'authorization.k8s.io': ['v1'],
    autoscaling: ['v2', 'v1'],
    batch: ['v1'],
    'networking.k8s.io': ['v1'],
    policy: ['v1'],
    'rbac.authorization.k8s.io': ['v1'],
    'storage.k8s.io': ['v1'],
    'admissionregistration.k8s.io': ['v1'],
    'apiextensions.k8s.io': ['v1'],
    'scheduling.k8s.io': ['v1'],
    'coordination.k8s.io': ['v1'],
    'discovery.k8s.io': ['v1'],
  },
};

export const builtInGroups = (profile: Profile): Record<string, string[]> => order[profile];
