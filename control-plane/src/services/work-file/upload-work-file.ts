import { createHash } from 'node:crypto';
import { newId, WORK_LIMITS, type WorkFile } from '@longshore/schemas';
import type pg from 'pg';
import { invalidRequest, ProblemError } from '../../http/problem-error.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

/** Bytes of a piece as it is stored: what one process holds of a file at a time. */
const PIECE_BYTES = 262_144;

/** So much of what is too large is read and thrown away: a client that still sends sees the answer, no broken connection. */
const DRAINED_BYTES_MAX = 33_554_432;

/** Longest time from one part of an upload to the next. */
const STALLED_MS = 10_000;

const INSERT_PIECE = 'INSERT INTO work_file_piece (file_id, number, content) VALUES ($1, $2, $3)';

function tooLarge(): ProblemError {
  return new ProblemError({
    status: 413,
    code: 'body_too_large',
    title: 'Body too large',
    detail: `A file has at most ${WORK_LIMITS.fileBytesMax} bytes (64 MiB).`,
    advice: 'Put it where it can be fetched from, and give its address as url.',
  });
}

function cutOff(detail: string, cause?: unknown): ProblemError {
  return new ProblemError(
    { status: 400, code: 'upload_truncated', title: 'Upload cut off', detail, advice: 'Send it again.' },
    { cause },
  );
}

/** The next part of an upload. @throws ProblemError 400 when it does not come in time, or the connection broke */
async function next(parts: AsyncIterator<Uint8Array>): Promise<Uint8Array | null> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stalled = (): void => reject(cutOff(`Nothing came for ${STALLED_MS / 1_000} s, so nothing was kept.`));
  const timer = setTimeout(stalled, STALLED_MS);
  try {
    const { done, value } = await Promise.race([parts.next(), promise]);
    return done ? null : value;
  } catch (error) {
    // Nobody is there any more to read it, but it is no fault of ours either.
    throw error instanceof ProblemError
      ? error
      : cutOff('The upload broke off before its end, so nothing was kept.', error);
  } finally {
    clearTimeout(timer);
  }
}

async function store(pool: pg.Pool, id: string, body: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  const parts = body[Symbol.asyncIterator]();
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  let number = 0;
  const flush = async (): Promise<void> => {
    if (waitingBytes === 0) return;
    await pool.query(INSERT_PIECE, [id, number, Buffer.concat(waiting)]);
    number += 1;
    waiting = [];
    waitingBytes = 0;
  };
  for (let part = await next(parts); part !== null; part = await next(parts)) {
    bytes += part.byteLength;
    if (bytes > WORK_LIMITS.fileBytesMax + DRAINED_BYTES_MAX) break;
    if (bytes > WORK_LIMITS.fileBytesMax) continue;
    hash.update(part);
    waiting.push(part);
    waitingBytes += part.byteLength;
    if (waitingBytes >= PIECE_BYTES) await flush();
  }
  if (bytes > WORK_LIMITS.fileBytesMax) throw tooLarge();
  await flush();
  return { bytes, sha256: hash.digest('hex') };
}

function notBytes(type: string): ProblemError {
  return new ProblemError({
    status: 415,
    code: 'not_bytes',
    title: 'Unsupported media type',
    detail: `The body is sent as ${type || 'nothing'}; application/octet-stream is expected, whatever the file is.`,
    advice: 'Send the header content-type: application/octet-stream and the file’s bytes as they are.',
  });
}

/** What a client says of what it sends. */
export interface Upload {
  body: AsyncIterable<Uint8Array> | null;
  type: string;
  /** How long it says it is; null: it does not. */
  length: number | null;
}

/** Stores what comes and holds it against what was announced. @throws ProblemError 400, 413 */
async function receive(
  pool: pg.Pool,
  id: string,
  body: AsyncIterable<Uint8Array>,
  length: number | null,
): Promise<WorkFile> {
  const { bytes, sha256 } = await store(pool, id, body);
  if (length !== null && bytes !== length) {
    throw cutOff(`${bytes} of ${length} bytes came, so nothing was kept.`);
  }
  await pool.query('UPDATE work_file SET bytes = $2, sha256 = $3, complete = true WHERE id = $1', [id, bytes, sha256]);
  return { id, bytes, sha256 };
}

/**
 * Keeps a file for work items, a piece at a time and without holding a connection in between. Until all of it has come it
 * can be used for nothing; what a crash leaves is cleared away by the dispatcher.
 *
 * @throws ProblemError 400 when less came, 413, 415, 422 when nothing did
 */
export async function uploadWorkFile(ctx: ServiceContext, { body, type, length }: Upload): Promise<WorkFile> {
  requirePermission(ctx, 'work:write');
  if (type !== 'application/octet-stream') throw notBytes(type);
  if (length !== null && length > WORK_LIMITS.fileBytesMax) throw tooLarge();
  if (body === null) throw invalidRequest([{ path: 'body', message: 'send the file’s bytes as the body; none came' }]);
  const id = newId();
  await ctx.pool.query(`INSERT INTO work_file (id, bytes, sha256, created_by) VALUES ($1, 0, '', $2)`, [id, ctx.actor]);
  try {
    return await receive(ctx.pool, id, body, length);
  } catch (error) {
    await ctx.pool.query('DELETE FROM work_file WHERE id = $1', [id]);
    throw error;
  }
}
