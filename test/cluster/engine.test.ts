import { engineSuite } from '../engine/suite.ts';
import { kubeconfig, release } from './program.ts';

engineSuite(async () => ({ kubeconfig, stop: async () => {} }), {
  contended: 'istio-citadel',
  leftOut: 'egressgateway',
  owner: 'somebody',
  args: ['--release', release],
});
