import { dump } from 'js-yaml';
import type { Language } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import type { LoadedConfig } from './load.ts';
import { contextColours, themeNames } from './schema.ts';

/** What holds, as a file that could be written to the path that it names; with what else could be said. */
export function configText({ path, there, config }: LoadedConfig, language: Language): string {
  const say = (message: Parameters<typeof translate>[1]) => translate(language, message);
  const shown = Object.keys(config).length > 0 ? dump(config, { lineWidth: -1 }) : '';
  return [
    `# ${say({ key: there ? 'config.from' : 'config.none', values: { path } })}`,
    shown.trimEnd(),
    `# ${say({ key: 'config.can' })}`,
    '#   language: en | ja',
    `#   theme: ${themeNames.join(' | ')}`,
    '#   ascii: true | false',
    '#   guide: true | false',
    `#   contexts: { "prod-*": ${contextColours.join(' | ')} }`,
    '#   keys: { next: N, zoom: [Z, ctrl-f] }',
  ]
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join('');
}
