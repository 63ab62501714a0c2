import { conflict } from '../../http/problem-error.ts';
import { hashClaim } from '../../work/claim.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { workerOwner } from '../worker/worker-owner.ts';
import { findWorkItemId, workItemNotFound } from './find-work-item-id.ts';

const HELD = `
SELECT i.id, i.file_id AS "fileId", i.payload, i.claim_hash = $2 AND i.lease_until > now() AND w.owner = $3 AS held
FROM work_item i LEFT JOIN worker w ON w.id = i.worker_id WHERE i.id = $1`;

const PIECE = 'SELECT content FROM work_file_piece WHERE file_id = $1 AND number = $2';

const BLOCKS_AT_ONCE = 500;
const BLOCKS = `
SELECT height, block FROM ledger_block WHERE chain = $1 AND height > $2 ORDER BY height LIMIT ${BLOCKS_AT_ONCE}`;

interface Held {
  id: string;
  fileId: string | null;
  payload: { operation?: string; chain?: string };
  held: boolean | null;
}

type Pieces = AsyncGenerator<Buffer, void, undefined>;

/** A file's bytes, piece by piece. */
async function* piecesOf(ctx: ServiceContext, fileId: string): Pieces {
  for (let number = 0; ; number += 1) {
    const { rows } = await ctx.pool.query<{ content: Buffer }>(PIECE, [fileId, number]);
    const [piece] = rows;
    if (piece === undefined) return;
    yield piece.content;
  }
}

/** A chain's blocks, one JSON document a line. */
async function* blocksOf(ctx: ServiceContext, chain: string): Pieces {
  for (let after = -1; ; ) {
    const { rows } = await ctx.pool.query<{ height: number; block: unknown }>(BLOCKS, [chain, after]);
    if (rows.length === 0) return;
    yield Buffer.from(rows.map(({ block }) => `${JSON.stringify(block)}\n`).join(''));
    after = rows.at(-1)?.height ?? after;
  }
}

/**
 * What an item is worked on beside its payload, for the worker that holds it: the uploaded file, or the chain to verify.
 *
 * @throws ProblemError 404, 409 without a claim that counts or when the item has no input
 */
export async function openInput(ctx: ServiceContext, given: string, claim: string | null): Promise<Pieces> {
  requirePermission(ctx, 'work:perform');
  const id = await findWorkItemId(ctx, given);
  const [item] = (await ctx.pool.query<Held>(HELD, [id, hashClaim(claim ?? ''), workerOwner(ctx.caller)])).rows;
  if (item === undefined) throw workItemNotFound(given);
  if (item.held !== true) {
    throw conflict(
      'The input is given to the worker that holds the item, while its claim counts.',
      'Claim the item first, and send the claim as longshore-claim.',
      'claim_not_held',
    );
  }
  const { operation, chain } = item.payload;
  if (item.fileId !== null) return piecesOf(ctx, item.fileId);
  if (operation === 'verify' && chain !== undefined) return blocksOf(ctx, chain);
  throw conflict('The item has no input beside its payload.', 'Work on the payload of the claim.', 'no_input');
}
