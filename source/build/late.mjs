// What packages do when they are loaded, or for every cell of every frame, and what nobody waits for: put off, in the bundle alone, until it
// is needed. Each edit says what it saves at a start, as measured with `node --cpu-prof`; one that does not fit any more ends the build, so
// that a new version of a package is looked at.
import { readFileSync } from 'node:fs';

/** Files (the end of their path) and what to write in the place of what. */
const edits = [
  {
    // Yoga, which lays out the screen, fetches its own code from a text that it has already; that loads Node's whole fetch.
    file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
    changes: [['"function"!=typeof fetch', 'true']],
  },
  {
    // The table of all emoji: 40 ms, for texts that seldom come.
    file: 'string-width/index.js',
    changes: [
      ['const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;', 'let rgiEmojiRegex;'],
      ['rgiEmojiRegex.test(', '(rgiEmojiRegex ??= /^\\p{RGI_Emoji}$/v).test('],
    ],
  },
  {
    // A regular expression, made anew for each cell, that nothing visible below the soft hyphen can match.
    file: 'ink/build/output.js',
    changes: [
      [
        'filter(character => !/',
        "filter(character => (character.value < '\\u00ad' && character.value >= ' ') || !/",
      ],
      // What a line looks like was known for the frame before: most lines are the same. Only what these two frames hold is kept.
      [
        'export default class Output {',
        'let now, last;\nconst nextCaches = () => { last = now; now = new OutputCaches(); return now; };\nexport default class Output {',
      ],
      ['caches = new OutputCaches();', 'caches = nextCaches();'],
      ['cached = styledCharsFromTokens(', 'cached = last?.styledChars.get(line) ?? styledCharsFromTokens('],
      // A block of lines was taken apart as a whole, put together, and taken apart again line by line. Each of our lines ends its own colours.
      ['for (const character of this.caches.getStyledChars(text)) {', 'for (const character of []) {'],
      [
        'let lines = characterLines.map(line => styledCharsToString(line));',
        "let lines = text.split('\\n');",
      ],
    ],
  },
  {
    // Ink remembers how large thousands of texts are. A text is a whole pane here: that would be 60 MiB, for what was drawn minutes ago.
    file: 'ink/build/measure-text.js',
    changes: [['maxSize: 4096', 'maxSize: 64']],
  },
  {
    file: 'ink/build/wrap-text.js',
    changes: [['maxSize: 4096', 'maxSize: 64']],
  },
  {
    // All licences of the world, sorted, and a highlighter for broken JSON: 10 ms for what meow does to a package.json. It is given ours.
    file: 'meow/build/dependencies.js',
    changes: [
      [
        'var normalizeExports = requireNormalize();',
        'var normalizeExports = (...given) => requireNormalize()(...given);',
      ],
      [
        'var libExports = requireLib$1();',
        'var libExports = { codeFrameColumns: (...given) => requireLib$1().codeFrameColumns(...given) };',
      ],
    ],
  },
];

function edited(file, changes) {
  return changes.reduce(
    (text, [from, to]) => {
      if (!text.includes(from))
        throw new Error(
          `${file} does not hold "${from}" any more: look at source/build/late.mjs, which puts it off.`,
        );
      return text.replaceAll(from, to);
    },
    readFileSync(file, 'utf8'),
  );
}

export const late = {
  name: 'late',
  setup(bundler) {
    const open = new Set(edits);
    for (const edit of edits) {
      const filter = new RegExp(
        `node_modules/${edit.file}$`.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]'),
      );
      bundler.onLoad({ filter }, ({ path }) => {
        open.delete(edit);
        return { contents: edited(path, edit.changes) };
      });
    }
    bundler.onEnd(() => {
      if (open.size > 0) throw new Error(`nobody loads ${[...open].map(({ file }) => file)} any more`);
    });
  },
};
