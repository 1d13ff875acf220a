import type { Language, Message } from '../../language/message.ts';

export const themeNames = ['dark', 'light', 'high-contrast', 'colour-blind', 'mono'] as const;
export type ThemeName = (typeof themeNames)[number];
export const contextColours = ['red', 'yellow', 'green', 'cyan', 'blue', 'magenta'] as const;
export type ContextColour = (typeof contextColours)[number];

/** What the configuration file can say. Flags say it louder; what neither says is as the locale and the terminal have it. */
export interface Config {
  language?: Language;
  theme?: ThemeName;
  ascii?: boolean;
  guide?: boolean;
  /** Keys by the id of a command, as the palette calls it. */
  keys?: Record<string, string[]>;
  /** A colour by the name of a context; `*` stands for anything. */
  contexts?: Record<string, ContextColour>;
}

/** Where in the file something is wrong, and what should be there instead. */
export interface Problem {
  path: string[];
  message: Message;
}

/** A command as far as keys can be given to it. */
export interface Keyable {
  id: string;
  /** It works while a line is typed, where a letter is a letter. */
  typing: boolean;
}

type Take = (value: unknown, path: string[]) => Problem[];

const named = (path: string[]) => path.join('.');
const oneOf =
  (known: readonly string[]): Take =>
  (value, path) =>
    typeof value === 'string' && known.includes(value)
      ? []
      : [
          {
            path,
            message: { key: 'config.one-of', values: { name: named(path), known: known.join(', ') } },
          },
        ];
const yesOrNo: Take = (value, path) =>
  typeof value === 'boolean'
    ? []
    : [{ path, message: { key: 'config.boolean', values: { name: named(path) } } }];

/** A key, or several: a letter, a sign, or a name such as `ctrl-x` or `pgdn`. */
const keys: Take = (value, path) => {
  const list = Array.isArray(value) ? value : [value];
  const good = list.every(
    (key) =>
      typeof key === 'string' &&
      ([...key].length === 1 ||
        /^(ctrl-[a-z]|tab|shift-tab|up|down|left|right|pgup|pgdn|home|end)$/.test(key)),
  );
  if (!good || list.length === 0)
    return [{ path, message: { key: 'config.key', values: { name: named(path) } } }];
  const kept = list.find((key) => ['ctrl-c', 'ctrl-z', 'esc', 'enter'].includes(key));
  return kept ? [{ path, message: { key: 'config.key-kept', values: { key: kept } } }] : [];
};

const mapOf =
  (take: Take): Take =>
  (value, path) =>
    isMap(value)
      ? Object.entries(value).flatMap(([name, inner]) => take(inner, [...path, name]))
      : [{ path, message: { key: 'config.map', values: { name: named(path) } } }];

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const schema: Record<keyof Config, Take> = {
  language: oneOf(['en', 'ja']),
  theme: oneOf(themeNames),
  ascii: yesOrNo,
  guide: yesOrNo,
  keys: mapOf(keys),
  contexts: mapOf(oneOf(contextColours)),
};

/** Everything that is wrong with what a file says; `commands` are those that keys can be given to. */
export function problemsOf(value: unknown, commands: readonly Keyable[] | undefined): Problem[] {
  if (value === null || value === undefined) return [];
  if (!isMap(value)) return [{ path: [], message: { key: 'config.not-map' } }];
  const found = Object.entries(value).flatMap(([name, inner]) =>
    Object.hasOwn(schema, name)
      ? schema[name as keyof Config](inner, [name])
      : [
          {
            path: [name],
            message: {
              key: 'config.unknown',
              values: { name, known: Object.keys(schema).join(', ') },
            },
          } satisfies Problem,
        ],
  );
  const given = commands && isMap(value.keys) ? Object.entries(value.keys) : [];
  return [...found, ...given.flatMap(([id, key]) => keyProblems(id, [key].flat(), commands ?? []))];
}

function keyProblems(id: string, given: readonly unknown[], commands: readonly Keyable[]): Problem[] {
  const wrong = (message: Message): Problem[] => [{ path: ['keys', id], message }];
  const command = commands.find((one) => one.id === id);
  if (!command) return wrong({ key: 'config.command', values: { id } });
  const letter = given.find((key): key is string => typeof key === 'string' && [...key].length === 1);
  return command.typing && letter !== undefined
    ? wrong({ key: 'config.key-typed', values: { id, key: letter } })
    : [];
}

/** As the program uses it: a single key is a list of one. */
export function configOf(value: unknown): Config {
  const config = (value ?? {}) as Config & { keys?: Record<string, string | string[]> };
  const { keys: given, ...rest } = config;
  if (!given) return rest;
  return { ...rest, keys: Object.fromEntries(Object.entries(given).map(([id, key]) => [id, [key].flat()])) };
}
