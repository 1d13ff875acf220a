import { engineSuite } from '../../engine/suite.ts';
import { kubeconfig } from '../program.ts';

engineSuite(async () => ({ kubeconfig, stop: async () => {} }), {
  contended: 'istiod',
  leftOut: 'egressgateway',
  owner: 'somebody',
});
