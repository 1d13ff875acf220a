import { describe } from 'vitest';
import { practiceCluster } from '../engine/practice-cluster.ts';
import { repairSuite } from '../engine/repair-suite.ts';

describe('on the practice cluster as v1.14', () => repairSuite(() => practiceCluster()));
describe('on the practice cluster as v1.34', () =>
  repairSuite(() => practiceCluster('--profile', 'current')));
