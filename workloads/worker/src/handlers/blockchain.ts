import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { type Block, type BlockchainPayload, type BlockchainResult, blockSchema } from '@longshore/schemas';
import {
  type BlockHeader,
  faultOfBlock,
  type Head,
  hashHeader,
  headerBytes,
  merkleRoot,
  NO_BLOCK,
  zeroBits,
} from '@longshore/work/ledger';
import type { Handler, WorkContext } from './handler.ts';

type Of<Operation extends BlockchainPayload['operation']> = Extract<BlockchainPayload, { operation: Operation }>;

/** Hashes between two looks at how far it is. */
const HASHES_AT_ONCE = 65_536;

/** Looks for a nonce from 0 on. */
function prove(header: BlockHeader, { progress }: WorkContext): Pick<Block, 'nonce' | 'hash'> {
  const bytes = headerBytes(header);
  const expected = 2 ** header.difficulty;
  for (let nonce = 0; ; nonce += 1) {
    const hash = hashHeader(bytes, nonce);
    if (zeroBits(hash) >= header.difficulty) return { nonce, hash: hash.toString('hex') };
    if (nonce % HASHES_AT_ONCE === HASHES_AT_ONCE - 1) progress(nonce + 1, Math.max(expected, nonce + 1), 'hashes');
  }
}

/** Makes a block on the head of a chain. */
function append({ chain, records, difficulty }: Of<'append'>, context: WorkContext): BlockchainResult {
  const { head, nowMs } = context;
  const header: BlockHeader = {
    height: head === null ? 0 : head.height + 1,
    previous: head?.hash ?? NO_BLOCK,
    merkleRoot: merkleRoot(records),
    timestampMs: nowMs,
    difficulty,
  };
  const { nonce, hash } = prove(header, context);
  return { operation: 'append', chain, block: { ...header, nonce, hash, records }, hashes: nonce + 1 };
}

/** The blocks of a ledger as they come, one a line. */
async function* blocksOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: Readable.from(input), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield JSON.parse(line) as unknown;
  }
}

/** Goes through a chain from its first block until one does not fit. */
async function verify({ chain, blocks }: Of<'verify'>, { input, progress }: WorkContext): Promise<BlockchainResult> {
  let head: Head = null;
  let looked = 0;
  const result = (firstBad: { height: number; reason: string } | null): BlockchainResult => ({
    operation: 'verify',
    chain,
    blocks: looked,
    valid: firstBad === null,
    firstBad,
    head: head?.hash ?? null,
  });
  for await (const given of blocks ?? blocksOf(input())) {
    const parsed = blockSchema.safeParse(given);
    const expected: number = looked;
    looked += 1;
    if (!parsed.success)
      return result({ height: expected, reason: 'it is no block: a field is missing or out of bounds' });
    const reason = faultOfBlock(parsed.data, head);
    if (reason !== null) return result({ height: expected, reason });
    head = parsed.data;
    progress(looked, null, 'blocks');
  }
  return result(null);
}

/** Appends to a ledger, or verifies one. */
export const blockchain: Handler<'blockchain'> = (payload, context) =>
  payload.operation === 'append' ? append(payload, context) : verify(payload, context);
