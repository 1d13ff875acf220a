import type { Profile } from '../kinds/built-in.ts';

/** `/version`, as the releases that are played answered. */
export const versions: Record<Profile, Record<string, string>> = {
  chapter: {
    major: '1',
    minor: '14',
    gitVersion: 'v1.14.6',
    gitCommit: '96fac5cd13a5dc064f7d9f4f23030a6aeface6cc',
    gitTreeState: 'clean',
    buildDate: '2019-08-19T11:05:16Z',
    goVersion: 'go1.12.9',
    compiler: 'gc',
    platform: 'linux/amd64',
  },
  current: {
    major: '1',
    minor: '34',
    emulationMajor: '1',
    emulationMinor: '34',
    minCompatibilityMajor: '1',
    minCompatibilityMinor: '33',
    gitVersion: 'v1.34.0',
    gitCommit: 'f28b4c9efbca5c5c0af716d9f2d5702667ee8a45',
    gitTreeState: 'clean',
    buildDate: '2025-08-27T10:09:04Z',
    goVersion: 'go1.24.6',
    compiler: 'gc',
    platform: 'linux/amd64',
  },
};
