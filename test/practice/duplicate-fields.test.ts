import { expect, it } from 'vitest';
import { duplicateFields, visitFields } from '../../source/practice/http/duplicate-fields.ts';

it.each([
  ['nothing', '{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}', []],
  ['a key', '{"a":1,"a":2,"a":3}', ['a']],
  ['keys below others', '{"a":{"b":1,"b":{"c":1,"c":2}}}', ['a.b', 'a.b.c']],
  ['keys of items', '{"a":[{"x":1},[{"b":1,"b":2}]]}', ['a[1][0].b']],
  ['items of a list', '[{"a":1},{"a":1,"a":2}]', ['[1].a']],
  ['keys written in two ways', '{"a\\u0062":1,"ab":2}', ['ab']],
  ['values that look like keys', '{"a":"b","c":"a","d":["a","a"]}', []],
  ['texts with quotes and slashes', '{"a":"x\\\\","b":"\\",\\"a\\":{","c":"[","a":1}', ['a']],
])('finds %s that stand twice', (_, text, found) => {
  expect(duplicateFields(text)).toEqual(found);
});

it('goes through fields as they stand', () => {
  const seen: string[] = [];
  visitFields('{"b":{"z":[{"y":null}]} , "a" : true}', (path) => seen.push(path()));
  expect(seen).toEqual(['b', 'b.z', 'b.z[0].y', 'a']);
});
