import type { en } from '../en/index.ts';
import { chapter } from './chapter.ts';
import { choices } from './choices.ts';
import { cluster } from './cluster.ts';
import { config } from './config.ts';
import { diagnosis } from './diagnosis.ts';
import { engine } from './engine.ts';
import { glossary } from './glossary.ts';
import { guide } from './guide.ts';
import { headless } from './headless.ts';
import { istio } from './istio.ts';
import { lesson } from './lesson.ts';
import { live } from './live.ts';
import { logs } from './logs.ts';
import { practice } from './practice.ts';
import { repair } from './repair.ts';
import { screen } from './screen.ts';
import { screenKeys } from './screen-keys.ts';
import { screenNotices } from './screen-notices.ts';
import { screenPages } from './screen-pages.ts';

/** Japanese. A key that English has and this lacks does not compile. */
export const ja: Record<keyof typeof en, string> = {
  ...cluster,
  ...istio,
  ...chapter,
  ...choices,
  ...diagnosis,
  ...engine,
  ...config,
  ...glossary,
  ...guide,
  ...headless,
  ...lesson,
  ...live,
  ...logs,
  ...practice,
  ...repair,
  ...screen,
  ...screenKeys,
  ...screenNotices,
  ...screenPages,
};
