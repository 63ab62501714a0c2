import { ProblemError } from './problem-error.ts';

/** Where a page ended, as an opaque word for the client. */
export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * @param length - how many parts it must have
 * @throws ProblemError 422 when it is none of ours
 */
export function decodeCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (cursor === undefined || cursor === '') return null;
  const parts = parse(cursor);
  const fits =
    Array.isArray(parts) &&
    parts.length === length &&
    parts.every((part) => typeof part === 'string' || typeof part === 'number');
  if (!fits) {
    throw new ProblemError({
      status: 422,
      code: 'invalid_request',
      title: 'Invalid request',
      detail: 'cursor: not one that this list gave out.',
      advice: 'Begin again without a cursor.',
      errors: [{ path: 'cursor', message: 'not one that this list gave out' }],
    });
  }
  return parts as (string | number)[];
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
