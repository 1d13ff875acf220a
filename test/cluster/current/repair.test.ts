import { repairSuite } from '../../engine/repair-suite.ts';
import { kubeconfig } from '../program.ts';

repairSuite(async () => ({ kubeconfig, stop: async () => {} }));
