import { z } from 'zod';
import { invalidRequest } from './problem-error.ts';

/** The id of a row that is counted, as text: eighteen figures fit into its column whatever they are. */
export const countedId = z.string().regex(/^\d{1,18}$/);

/** Where a page ended, as an opaque word for the client. */
export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * What a cursor says; null where the client gave none.
 *
 * @param parts - what the list put into it, each so narrow that the database takes it
 * @throws ProblemError 422 when it is none that the list gave out
 */
export function decodeCursor<Parts extends z.ZodTuple>(
  cursor: string | undefined,
  parts: Parts,
): z.output<Parts> | null {
  if (cursor === undefined || cursor === '') return null;
  const parsed = parts.safeParse(parse(cursor));
  if (parsed.success) return parsed.data;
  throw invalidRequest(
    [{ path: 'cursor', message: 'not one that this list gave out' }],
    'cursor: not one that this list gave out; begin again without it.',
  );
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
