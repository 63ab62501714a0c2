import { createHash } from 'node:crypto';
import { toJson } from '../database/to-json.ts';
import type { ApiRequest } from './api-request.ts';
import { ProblemError } from './problem-error.ts';

/** A key that a client sent, bound to what it sent with it. */
export interface Idempotency {
  scope: string;
  key: string;
  requestHash: string;
}

/** An answer that was given before for the same key. */
export interface StoredAnswer {
  status: number;
  response: unknown;
}

const KEY_MAX = 255;

/**
 * Reads `Idempotency-Key`.
 *
 * @param scope - the operation, so that keys of different ones do not meet
 * @throws ProblemError 422 when it is longer than allowed
 */
export function readIdempotencyKey(
  request: Pick<ApiRequest, 'headers'>,
  scope: string,
  body: unknown,
): Idempotency | null {
  const key = request.headers.get('idempotency-key')?.trim() ?? '';
  if (key === '') return null;
  if (key.length > KEY_MAX) {
    throw new ProblemError({
      status: 422,
      code: 'invalid_request',
      title: 'Invalid request',
      detail: `Idempotency-Key has at most ${KEY_MAX} characters.`,
      errors: [{ path: 'Idempotency-Key', message: `at most ${KEY_MAX} characters` }],
    });
  }
  return { scope, key, requestHash: createHash('sha256').update(toJson(body)).digest('hex') };
}

/** Tells the client that the key belongs to another request. */
export function keyReused(): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'idempotency_key_reused',
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was used before, with another request.',
    advice: 'Make a new key for each new request; repeat a key only with the same request.',
  });
}
