import { setFlagsFromString } from 'node:v8';

/**
 * Where new objects are made V8 doubles the room, up to 96 MiB, each time that much of it is still in use when it is cleaned: a page of pods
 * or a burst of lines is enough, and it is seldom given back. A screen is fast enough with what it has grown to by the time it starts.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
