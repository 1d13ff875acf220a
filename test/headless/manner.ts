import { type MannerOptions, makeManner } from '../../source/headless/line/manner.ts';

/** Plain English at 80 columns, unless the test wants it otherwise. */
export const manner = (more: Partial<MannerOptions> = {}) =>
  makeManner({ language: 'en', ascii: false, coloured: false, columns: 80, ...more });
