import { expect } from 'vitest';
import type { Reply } from './caller.ts';

const failure = (code: number, reason: string, message: string, details?: object) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  ...(reason ? { reason } : {}),
  ...(details ? { details } : {}),
  code,
});

/** The whole of what a refusal says, and nothing beside it. */
export function isRefused(
  reply: Reply,
  code: number,
  reason: string,
  message: string,
  details?: object,
): void {
  expect(reply.body).toEqual(failure(code, reason, message, details));
  expect(reply.code).toBe(code);
}
