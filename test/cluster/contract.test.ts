import { describe } from 'vitest';
import { contract } from '../contract/suite.ts';

/** The suite that the practice cluster is held to, on a real one: where the two differ, practice is wrong. */
const kubeconfig = process.env.KUBECONFIG;
if (!kubeconfig) throw new Error('KUBECONFIG must name the kubeconfig of a real cluster');

describe('a real cluster', () =>
  contract(async () => ({ kubeconfig, stop: async () => {} }), {
    minor: Number(process.env.HOIST_TEST_MINOR ?? '20'),
    serverSideApply: true,
    definitions: 'v1',
    views: 'v1',
  }));
