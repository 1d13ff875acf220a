import { describe } from 'vitest';
import { startPractice } from '../../source/practice/start-practice.ts';
import { contract } from './suite.ts';

/** Ten times as fast, so that nothing is waited for that a real cluster takes its time for. */
const start = (profile: 'chapter' | 'current') => async () => {
  const practice = await startPractice({ profile, speed: 10 });
  return { kubeconfig: practice.kubeconfig, stop: () => practice.close() };
};

describe('the practice cluster as v1.34', () =>
  contract(start('current'), { minor: 34, serverSideApply: true, definitions: 'v1', views: 'v1' }));

describe('the practice cluster as v1.14', () =>
  contract(start('chapter'), {
    minor: 14,
    serverSideApply: false,
    definitions: 'v1beta1',
    views: 'v1beta1',
  }));
