import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, it } from 'vitest';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** What `npm pack` would put into the package, as paths. */
function packed(): string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  return JSON.parse(output)[0].files.map(({ path }: { path: string }) => path);
}

/** Files of the checkout that a page links to. */
const linked = (page: string) =>
  [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) =>
    posix.join(posix.dirname(page), target),
  );

it('packs what the program runs from, the licences, and every page that the README leads to', () => {
  const files = packed();
  const pages = [
    'README.md',
    ...readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];
  const links = pages.flatMap(linked);
  expect(links).toContain('docs/tour.md');
  const wanted = [
    manifest.bin.hoist,
    'dist/hoist.js',
    'dist/notices.txt',
    'LICENSE',
    'manifests/lessons/routing/lesson.yaml',
    ...links,
  ];
  expect(wanted.filter((path) => !files.includes(path))).toEqual([]);
  expect(files.filter((path) => /^(test|bench|node_modules)\//.test(path))).toEqual([]);
});

it('hands on the licence of every package that it is made of', () => {
  const notices = readFileSync(join('dist', 'notices.txt'), 'utf8');
  const missing = Object.keys(manifest.dependencies).filter(
    (name) => !new RegExp(`^${name} \\d`, 'm').test(notices),
  );
  expect(missing).toEqual([]);
});
