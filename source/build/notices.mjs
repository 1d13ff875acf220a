// The bundle holds code of other people's packages, whose licences want to be handed on with it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const licence = /^(licen[cs]es?|copying|notice)([.-].*)?$/i;
/** `node_modules/a/node_modules/@b/c/index.js` is of the last package that it names. */
const packageFolder = /^.*node_modules\/(@[^/]+\/)?[^/]+/;

/** Folders of the packages of which something is in the bundle, below `root`, sorted. */
function bundled(metafile) {
  const files = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
  return [...new Set(files.flatMap((path) => packageFolder.exec(path)?.[0] ?? []))].sort();
}

/** Where a package brings no text of its licence: what its package.json says of it. */
function declared({ license, author }) {
  const by = typeof author === 'object' ? author.name : author;
  return `Licence: ${license}${by ? `\nAuthor: ${by}` : ''}`;
}

/** Name, version and licence text of every package in the bundle that `metafile` of esbuild describes. */
export function notices(root, metafile) {
  const parts = bundled(metafile).map((folder) => {
    const at = join(root, folder);
    const manifest = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
    const texts = [at, join(at, 'build')]
      .filter((directory) => existsSync(directory))
      .flatMap((directory) =>
        readdirSync(directory, { withFileTypes: true })
          .filter((entry) => entry.isFile() && licence.test(entry.name))
          .map(({ name }) => readFileSync(join(directory, name), 'utf8').trim()),
      );
    if (texts.length === 0 && !manifest.license)
      throw new Error(
        `${folder} is in the bundle and names no licence: source/build/notices.mjs hands them on.`,
      );
    return [
      `${manifest.name} ${manifest.version}`,
      ...(texts.length > 0 ? texts : [declared(manifest)]),
    ].join('\n\n');
  });
  return ['hoist contains code of these packages, under the licences that stand with each.', ...parts]
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}
