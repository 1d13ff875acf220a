import { describe } from 'vitest';
import { contract } from '../../contract/suite.ts';

/** The suite that the practice cluster's `current` profile is held to, on a real cluster of today. */
const kubeconfig = process.env.KUBECONFIG;
if (!kubeconfig) throw new Error('KUBECONFIG must name the kubeconfig of a real cluster');

describe('a real cluster of today', () =>
  contract(async () => ({ kubeconfig, stop: async () => {} }), {
    minor: Number(process.env.HOIST_TEST_MINOR ?? '34'),
    serverSideApply: true,
    definitions: 'v1',
    views: 'v1',
  }));
