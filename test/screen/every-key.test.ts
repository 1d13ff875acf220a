import { describe, expect, test } from 'vitest';
import { unseen } from './every-key/effects.ts';
import { keepsItsWord } from './every-key/keeps-its-word.ts';
import { panes, states } from './every-key/places.ts';
import { prepareProgram } from './harness.ts';

const start = prepareProgram();

test('somebody says how to see each thing that keys do', () => expect(unseen()).toEqual([]));

describe.each([...panes, ...states])('in $name', (place) => {
  test(
    'every key that the help names does what it says, and no other does anything',
    () => keepsItsWord(start, place),
    180_000,
  );
});
