import { readFileSync, writeFileSync } from 'node:fs';
import { keyTable } from '../source/screen/input/key-table.ts';

export const readme = new URL('../README.md', import.meta.url);

/** The README with the parts that come out of the program as they are now. */
export function upToDate(text: string): string {
  return text.replace(
    /(<!-- keys -->\n)[\s\S]*?(<!-- \/keys -->)/,
    (_, open, close) => `${open}${keyTable('en')}\n${close}`,
  );
}

// `npm run readme` writes it; the test only compares.
if (process.argv[1]?.endsWith('readme.ts')) writeFileSync(readme, upToDate(readFileSync(readme, 'utf8')));
