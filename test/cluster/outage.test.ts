import { outageSuite } from './outage.ts';
import { release } from './program.ts';

outageSuite(['--release', release]);
