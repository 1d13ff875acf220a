import type { Profile } from '../built-in.ts';

/**
 * What a field holds. A name that begins with a capital letter is a type of the table; the others are string, boolean, integer, long,
 * number, bytes, time, quantity, intOrString, object (of any fields) and any.
 */
export type Shape = { list: Shape } | { map: Shape } | { type: string };

export interface Field {
  shape: Shape;
  required: boolean;
  /** How a strategic merge patch treats it, in the API's own words: `merge`, `retainKeys`, `replace`. */
  patchStrategy: string;
  patchMergeKey: string;
}

export interface FieldsOfType {
  name: string;
  /** As OpenAPI calls the type: `io.k8s.api.core.v1.Container`. */
  fullName: string;
  fields: ReadonlyMap<string, Field>;
}

const entry = /^([^:]+):(\S+?)(!?)(?:(~)(\w*))?(\^?)(=?)([+-]?)$/;
const marks: Record<Profile, string> = { chapter: '-', current: '+' };

function shapeOf(text: string): Shape {
  if (text.startsWith('[')) return { list: shapeOf(text.slice(1, -1)) };
  if (text.startsWith('{')) return { map: shapeOf(text.slice(1, -1)) };
  return { type: text };
}

const isPlayed = (mark: string, profile: Profile): boolean => mark === '' || mark === marks[profile];

/**
 * Reads a table of types for one version of Kubernetes. In the table `= package` opens a package, `= package older` one that was
 * another in v1.14. A type stands on one line, which goes on where the next one is indented: its name, then `field:shape` for each
 * field. A shape is a type, `[shape]`, or `{shape}` for the values of a map; `!` says that the field is required, `~key` that patches
 * merge it by that key (`~` alone: as a set), `^` that they drop the keys that they do not name, `=` that they replace it. At the end
 * `-` is only in v1.14, `+` only in v1.34; so behind a type's name. `Name@variant` is the type of that name in another version or
 * group. The facts are those of the OpenAPI documents of v1.14.5 and v1.34.4; the contract suite holds them to real servers.
 */
export function readTypes(table: string, profile: Profile): FieldsOfType[] {
  const types: FieldsOfType[] = [];
  let pack = '';
  for (const line of table.replaceAll('\n  ', ' ').split('\n')) {
    if (line.startsWith('= ')) {
      const [, now = '', then = now] = line.split(' ');
      pack = profile === 'chapter' ? then : now;
    } else if (line !== '') {
      const [head = '', ...entries] = line.split(' ');
      const [, name = '', mark = ''] = /^(.*?)([+-]?)$/.exec(head) ?? [];
      if (isPlayed(mark, profile)) types.push(readType(name, pack, entries, profile));
    }
  }
  return types;
}

function readType(name: string, pack: string, entries: readonly string[], profile: Profile): FieldsOfType {
  const fields = new Map<string, Field>();
  for (const text of entries) {
    const [, field = '', shape = '', needed, merges, patchMergeKey = '', retains, replaces, mark = ''] =
      entry.exec(text) ?? [];
    if (!isPlayed(mark, profile)) continue;
    const strategies = [merges && 'merge', retains && 'retainKeys', replaces && 'replace'].filter(Boolean);
    const patchStrategy = strategies.join(',');
    fields.set(field, { shape: shapeOf(shape), required: needed === '!', patchStrategy, patchMergeKey });
  }
  return { name, fullName: `${pack}.${name.split('@')[0]}`, fields };
}
