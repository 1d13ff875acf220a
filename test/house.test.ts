import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const source = resolve('source');

/** What each room may import beside npm packages, as the design draws the house: downward only. */
const rooms: Record<string, string[]> = {
  screen: ['chapter', 'language'],
  headless: ['chapter', 'language'],
  chapter: ['istio', 'kubernetes', 'diagnosis'],
  diagnosis: ['istio', 'kubernetes'],
  istio: ['kubernetes'],
  kubernetes: [],
  practice: [],
  language: [],
};
/** Every room may name the type of a message; only the faces may turn one into words. */
const typeOnly = ['language'];

interface Import {
  file: string;
  room: string;
  target: string;
  isType: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const room = relative(source, file).split('/')[0] ?? '';
  return [
    ...text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^;]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/gm),
  ].map((match) => {
    const target = relative(source, resolve(dirname(file), match[2] ?? match[3] ?? '')).split('/')[0] ?? '';
    return { file: relative(source, file), room, target, isType: match[1] !== undefined };
  });
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => join(source, file));
const imports = files.flatMap(importsOf).filter((one) => one.room in rooms && one.target !== one.room);

it('sees the imports that it judges', () => {
  expect(imports.length).toBeGreaterThan(50);
  expect(imports.some((one) => one.room === 'chapter' && one.target === 'kubernetes')).toBe(true);
});

it('lets every room import only the rooms below it', () => {
  const wrong = imports.filter(
    ({ room, target, isType }) => !rooms[room]?.includes(target) && !(isType && typeOnly.includes(target)),
  );
  expect(wrong).toEqual([]);
});

it('starts without the code that talks to a cluster: it is loaded once the first frame is drawn', () => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const look = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, target = ''] of text.matchAll(
      /^(?:import|export)\s+(?!type\s)(?:[^;']*?\sfrom\s+)?'([^']+)'/gm,
    )) {
      if (!target.startsWith('.')) packages.add(target);
      else if (/\.tsx?$/.test(target)) look(resolve(dirname(file), target));
    }
  };
  look(resolve('cli.tsx'));
  expect(packages).toContain('meow');
  expect([...packages].filter((name) => /client-node|^ink|^react|^ws$/.test(name))).toEqual([]);
});

/** Lines that a file may have at most: what is longer is several things. */
const longest = 300;

it('has no file that is too long to be one thing', () => {
  const tooLong = ['source', 'test'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(room, file))
      .flatMap((file) => {
        const lines = readFileSync(file, 'utf8').split('\n').length - 1;
        return lines > longest ? [`${file}: ${lines} lines, at most ${longest}`] : [];
      }),
  );
  expect(tooLong).toEqual([]);
});

it("exports only what somebody imports: a value that nobody asks for is dead, or nobody else's", () => {
  const all = ['source', 'test', 'bench']
    .flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
    )
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .concat('cli.tsx');
  const texts = new Map(all.map((file) => [file, readFileSync(file, 'utf8')]));
  const wanted = new Set<string>();
  for (const [file, text] of texts) {
    const named = text.matchAll(/^(?:import|export)\s+([^;']*?)\s+from\s+'(\.[^']+)'/gm);
    for (const [, names = '', target = ''] of named)
      for (const name of names.match(/\w+|\*/g) ?? []) wanted.add(`${join(dirname(file), target)} ${name}`);
    // What is imported on demand, or by a mock, is not looked into.
    for (const [, target = ''] of text.matchAll(/import\(\s*'(\.[^']+)'/g))
      wanted.add(`${join(dirname(file), target)} *`);
  }
  const exported = [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/^export (?:async |abstract )?(?:function\*?|const|let|class|enum) (\w+)/gm)].map(
      ([, name]) => `${file} ${name}`,
    ),
  );
  expect(exported.length).toBeGreaterThan(1000);
  const unused = exported.filter(
    (one) => one.startsWith('source') && !wanted.has(one) && !wanted.has(one.replace(/ \w+$/, ' *')),
  );
  expect(unused).toEqual([]);
});
