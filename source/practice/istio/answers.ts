import type { PortAnswer } from '../controllers/program.ts';

/** A path without its query. */
export const pathOf = (path: string): string => path.replace(/[?#].*/s, '');

export const textAnswer = (body: string, type = 'text/plain; charset=utf-8'): PortAnswer => ({
  status: 200,
  headers: { 'content-type': type },
  body,
});

export const jsonAnswer = (value: unknown): PortAnswer =>
  textAnswer(`${JSON.stringify(value)}\n`, 'application/json');

export const notFoundAnswer: PortAnswer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: '404 page not found\n',
};
