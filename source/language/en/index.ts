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

/** English: the language that the keys and the places for values are taken from. */
export const en = {
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
} as const;
