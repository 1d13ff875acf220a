import { describe } from 'vitest';
import { practiceCluster } from '../engine/practice-cluster.ts';
import { engineSuite } from '../engine/suite.ts';

describe('on the practice cluster as v1.14', () =>
  engineSuite(() => practiceCluster(), {
    contended: 'istio-citadel',
    leftOut: 'egressgateway',
    owner: 'unknown',
  }));

describe('on the practice cluster as v1.34', () =>
  engineSuite(() => practiceCluster('--profile', 'current'), {
    contended: 'istiod',
    leftOut: 'egressgateway',
    owner: 'somebody',
  }));
