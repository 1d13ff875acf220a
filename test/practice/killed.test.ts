import { killedSuite } from '../engine/killed-suite.ts';
import { practiceCluster } from '../engine/practice-cluster.ts';

killedSuite(() => practiceCluster(), { kills: 25 });
