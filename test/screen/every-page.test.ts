import { describe, test } from 'vitest';
import { keepsItsWord } from './every-key/keeps-its-word.ts';
import { pages, questions } from './every-key/places.ts';
import { prepareProgram } from './harness.ts';

const start = prepareProgram();

describe.each([...pages, ...questions])('in $name', (place) => {
  test(
    'every key that the help names does what it says, and no other does anything',
    () => keepsItsWord(start, place),
    180_000,
  );
});
