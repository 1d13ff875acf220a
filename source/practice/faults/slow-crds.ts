import type { Cluster } from '../cluster.ts';
import type { Fault } from './fault.ts';

/** Longer than whoever applies CRDs and custom resources in one go is prepared to wait. */
const slow = 40_000;

/** The API server takes its time with every new CRD: it is there, but not Established, and its kind is not served. */
export function slowDefinitions({ timing, definitions }: Cluster): Fault {
  const usual = timing.definitionDelay;
  return {
    on: () => {
      timing.definitionDelay = slow;
    },
    off: () => {
      timing.definitionDelay = usual;
      definitions.lookAgain();
    },
  };
}
