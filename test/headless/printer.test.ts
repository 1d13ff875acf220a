import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { makePrinter } from '../../source/headless/print/printer.ts';

const failing = (code: string) =>
  new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });

test.each(['EPIPE', 'EIO'])('a reader that has seen enough (%s) is no problem', async (code) => {
  const printer = makePrinter(failing(code));
  await printer.print('text');
  expect(printer.gone.aborted).toBe(true);
  expect(printer.problem).toBeUndefined();
});

test('a full disk is a problem', async () => {
  const printer = makePrinter(failing('ENOSPC'));
  await printer.print('text');
  expect(printer.gone.aborted).toBe(true);
  expect(printer.problem).toMatchObject({ code: 'ENOSPC' });
});
