import { killedSuite } from '../../engine/killed-suite.ts';
import { kubeconfig } from '../program.ts';

// Five for a suite that many wait for; HOIST_TEST_KILLS=25 for as many as the practice cluster takes each time.
killedSuite(async () => ({ kubeconfig, stop: async () => {} }), {
  kills: Number(process.env.HOIST_TEST_KILLS ?? 5),
});
