import type { Block } from '@longshore/schemas';
import { type BlockHeader, type Head, hashHeader, headerBytes, merkleRoot, NO_BLOCK } from '@longshore/work/ledger';

/** A block as a worker would make it on a head, without any work to prove. */
export function sampleBlock(head: Head, records: string[], timestampMs = 1): Block {
  const header: BlockHeader = {
    height: head === null ? 0 : head.height + 1,
    previous: head?.hash ?? NO_BLOCK,
    merkleRoot: merkleRoot(records),
    timestampMs,
    difficulty: 0,
  };
  return { ...header, nonce: 0, hash: hashHeader(headerBytes(header), 0).toString('hex'), records };
}
